"""Finding suppliers for a need, and keeping the answer with its reasons."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.reference.matching import Matching, Quota
from contracts.vocabulary import Siret, Text
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.kept import KeptShortlist
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.shortlist import shortlist
from services.suppliers.domain.matching.supplier_index import Question, fetched
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


@dataclass(frozen=True)
class Pool:
    """Who may be proposed, read when they are called for; how alike their words are; how many a caution left out."""

    candidates: Callable[[], Sequence[Candidate]]
    similarity: Mapping[str, int]
    excluded: int


async def match(
    uow: UnitOfWork,
    sourcing: IndexFollower,
    match_id: UUID,
    need: Need,
    *,
    quota: Quota | None,
    panel: UUID | None = None,
    limit: int,
    weights: Matching,
    now: datetime,
) -> Match:
    """The best suppliers for a need, by the buyer's quota where none is given, without those it is cautious about."""
    async with uow:
        chosen = quota or await uow.quotas.of(need.buyer)
        coded = _coded(need, sourcing)
        pool = await _pool(uow, sourcing, coded, panel, limit)
        kept = await asyncio.to_thread(_judged, coded, pool, chosen, limit, weights)
        kept = kept.model_copy(update={"panel": panel, "excluded": pool.excluded})
        await uow.shortlists.keep(match_id, need.buyer, kept, now)
    return Match(match_id, need.buyer, now, kept)


def _coded(need: Need, sourcing: IndexFollower) -> Need:
    """The need with the codes that its words tell, where it gives none."""
    if need.codes:
        return need
    codes = sourcing.model.codes(words(need.text))
    return Need(need.text, need.on, codes, need.place, need.nuts, need.value, need.buyer)


async def _pool(uow: UnitOfWork, sourcing: IndexFollower, need: Need, panel: UUID | None, limit: int) -> Pool:
    """Who may be proposed: what the index finds, or the panel, less those whom the buyer is cautious about."""
    asked = Question(need.text, need.codes, need.department, need.buyer)
    hits = await sourcing.index.find(asked, fetched(limit))
    similarity = {hit.id: hit.similarity for hit in hits}
    ids = list(similarity) if panel is None else await uow.panels.members(await uow.panels.get(panel, need.buyer))
    barred = await uow.cautions.barred(need.buyer, ids, need.on)
    if panel is None:
        carded = [hit.card for hit in hits if hit.id not in barred]
        return Pool(lambda: list(map(cards.read, carded)), similarity, len(barred))
    known = await sourcing.candidates.named([each for each in ids if each not in barred])
    return Pool(lambda: list(known.values()), similarity, len(barred))


def _judged(need: Need, pool: Pool, quota: Quota | None, limit: int, weights: Matching) -> KeptShortlist:
    """Milliseconds of arithmetic, which is why a thread does it."""
    made = shortlist(need, pool.candidates(), pool.similarity, weights, quota=quota, limit=limit)
    return KeptShortlist.made(made)


async def choose_quota(
    uow: UnitOfWork, buyer: Siret, quota: Quota, *, client: str, reason: Text, expected: Expected, now: datetime
) -> int:
    """Choose how much room a buyer keeps for newcomers, from now on; which choice of the buyer it is."""
    async with uow:
        return await uow.quotas.set(buyer, quota, client=client, reason=reason, expected=expected, now=now)
