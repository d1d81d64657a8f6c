"""What somebody may mean who has begun to type."""

from dataclasses import dataclass
from typing import Literal

from contracts.reference.purchasing import divisions
from services.suppliers.domain.name import folded
from services.suppliers.persistence.index_follower import IndexFollower

MOST, MOST_CODES = 10, 3


@dataclass(frozen=True)
class Suggestion:
    """A supplier by its identity, or a division of the CPV by its code, and how it is called."""

    kind: Literal["supplier", "code"]
    value: str
    text: str


async def suggest(sourcing: IndexFollower, begun: str) -> list[Suggestion]:
    """At most `MOST`: divisions of the CPV with a word that begins so, and suppliers by name."""
    codes = [
        Suggestion("code", f"{division.code}000000", division.fr)
        for division in divisions().values()
        if f" {begun}" in f" {folded(division.fr)}"
    ][:MOST_CODES]
    names = await sourcing.index.named(begun, MOST - len(codes))
    return [*codes, *(Suggestion("supplier", one.id, one.name) for one in names)]
