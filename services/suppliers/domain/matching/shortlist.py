"""What a match answers, kept with its reasons so that it can be shown as it was after the weights changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.reference.matching import Matching, Quota
from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import Part
from services.suppliers.domain.matching.quota import Standing, merged
from services.suppliers.domain.matching.score import scored


@dataclass(frozen=True)
class Position:
    """A place in the list, from 1; `reserved` where the quota put it before a candidate of more points."""

    rank: int
    supplier: str
    name: str
    standing: Standing
    points: int
    parts: tuple[Part, ...]
    reserved: bool


@dataclass(frozen=True)
class Shortlist:
    """The need, the weights by which it was judged, and every position with its reasons."""

    need: Need
    version: str
    quota: Quota
    positions: tuple[Position, ...]


def shortlist(
    need: Need,
    candidates: Sequence[Candidate],
    similarity: Mapping[str, int],
    weights: Matching,
    *,
    quota: Quota | None = None,
    limit: int = 20,
) -> Shortlist:
    """The best candidates for a need; `similarity` is how alike their words are, in thousandths, by supplier.

    What happened on the day of the need or later does not count.
    """
    quota = quota or weights.quota
    known = (each.before(need.on) for each in candidates)
    asked = Asked(need, weights)
    found = [scored(asked, each, similarity.get(each.id, 0)) for each in known]
    chosen = merged(found, need.buyer, quota, limit)
    positions = tuple(
        Position(
            rank=rank,
            supplier=one.candidate.id,
            name=one.candidate.name,
            standing=standing,
            points=one.points,
            parts=one.parts(weights),
            reserved=any(later.points > one.points for _, later in chosen[rank:]),
        )
        for rank, (standing, one) in enumerate(chosen, start=1)
    )
    return Shortlist(need, weights.version, quota, positions)
