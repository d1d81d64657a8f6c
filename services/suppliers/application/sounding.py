"""What a market could supply, before any call."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from contracts.reference.matching import matching
from contracts.reference.potential import potential
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.supplier_index import Question
from services.suppliers.domain.potential.supply import Standing, Supply, supply
from services.suppliers.persistence.analysis import words
from services.suppliers.persistence.index_follower import IndexFollower
from services.suppliers.persistence.standing_queries import StandingQueries


@dataclass(frozen=True)
class Sounding:
    """A need with the codes that were looked for, and its supply."""

    need: Need
    supply: Supply


async def sound(sourcing: IndexFollower, reads: StandingQueries, need: Need, *, most: int) -> Sounding:
    """The supply of one need, among at most so many suppliers of each kind that the index finds."""
    coded = need if need.codes else replace(need, codes=sourcing.model.codes(words(need.text)))
    found, complete = await _candidates(sourcing, coded, most)
    standing = await reads.standing(found)
    return await asyncio.to_thread(_sounded, coded, found, standing, complete=complete)


def _sounded(need: Need, found: Mapping[str, Candidate], standing: Standing, *, complete: bool) -> Sounding:
    """Milliseconds of arithmetic, which is why a thread does it."""
    known = [candidate.before(need.on) for candidate in found.values()]
    return Sounding(need, supply(need, known, standing, potential(), matching(), complete=complete))


async def sound_plan(
    sourcing: IndexFollower, reads: StandingQueries, needs: Sequence[Need], *, most: int
) -> list[Sounding]:
    """The supply of each purchase of a plan, in its order."""
    return [await sound(sourcing, reads, need, most=most) for need in needs]


async def _candidates(sourcing: IndexFollower, need: Need, most: int) -> tuple[Mapping[str, Candidate], bool]:
    """Those of the field wherever they are, and those nearby first; whether that is everybody."""
    anywhere = await sourcing.index.find(Question(need.text, need.codes), most)
    nearby = await sourcing.index.find(Question("", need.codes, need.department), most) if need.department else ()
    ids = {hit.id for hit in (*anywhere, *nearby)}
    return await sourcing.candidates.named(ids), len(anywhere) < most
