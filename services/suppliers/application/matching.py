"""Finding suppliers for a need, and keeping the answer with its reasons."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.reference.matching import Matching, Quota
from contracts.vocabulary import Siret, Text
from services.suppliers.domain.matching.kept import KeptShortlist
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.shortlist import shortlist
from services.suppliers.domain.matching.supplier_index import Hit, Question, fetched
from services.suppliers.persistence import cards
from services.suppliers.persistence.analysis import words
from services.suppliers.persistence.index_follower import IndexFollower
from services.suppliers.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Match:
    """A shortlist that was kept."""

    id: UUID
    buyer: Siret | None
    asked_at: datetime
    shortlist: KeptShortlist
    revision: int = 1


async def match(
    uow: UnitOfWork,
    sourcing: IndexFollower,
    match_id: UUID,
    need: Need,
    *,
    quota: Quota | None,
    limit: int,
    weights: Matching,
    now: datetime,
) -> Match:
    """The best suppliers for a need, by the buyer's quota where none is given."""
    async with uow:
        chosen = quota or await uow.quotas.of(need.buyer)
        kept = await _shortlisted(sourcing, _coded(need, sourcing), chosen, limit, weights)
        await uow.shortlists.keep(match_id, need.buyer, kept, now)
    return Match(match_id, need.buyer, now, kept)


def _coded(need: Need, sourcing: IndexFollower) -> Need:
    """The need with the codes that its words tell, where it gives none."""
    if need.codes:
        return need
    codes = sourcing.model.codes(words(need.text))
    return Need(need.text, need.on, codes, need.place, need.nuts, need.value, need.buyer)


async def _shortlisted(
    sourcing: IndexFollower, need: Need, quota: Quota | None, limit: int, weights: Matching
) -> KeptShortlist:
    asked = Question(need.text, need.codes, need.department, need.buyer)
    hits = await sourcing.index.find(asked, fetched(limit))
    return await asyncio.to_thread(_judged, need, hits, quota, limit, weights)


def _judged(need: Need, hits: Sequence[Hit], quota: Quota | None, limit: int, weights: Matching) -> KeptShortlist:
    """Milliseconds of arithmetic, which is why a thread does it."""
    similarity = {hit.id: hit.similarity for hit in hits}
    candidates = [cards.read(hit.card) for hit in hits]
    return KeptShortlist.made(shortlist(need, candidates, similarity, weights, quota=quota, limit=limit))


async def choose_quota(
    uow: UnitOfWork, buyer: Siret, quota: Quota, *, client: str, reason: Text, now: datetime
) -> Quota:
    """Choose how much room a buyer keeps for newcomers, from now on."""
    async with uow:
        await uow.quotas.set(buyer, quota, client=client, reason=reason, now=now)
    return quota
