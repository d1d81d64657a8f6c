"""A candidate as it is kept in the index: nothing more is read in order to judge it.

A card is two lines of JSON: what a score depends on, and the contracts one by one, which are seldom read.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

import orjson

from contracts.vocabulary import Country, Place, SizeClass
from services.suppliers.domain.matching.awards import NONE, Award, Awards
from services.suppliers.domain.matching.candidate import Candidate, Offer

_SIZES = {size.value: size for size in SizeClass}


def written(candidate: Candidate) -> bytes:
    """The card of a candidate: a list, in the order in which `read` takes it, and its contracts."""
    place, awards = candidate.place, candidate.awards
    judged = orjson.dumps(
        [
            candidate.id,
            candidate.name,
            (place.commune, place.department, place.country) if place else None,
            candidate.size,
            [(one.code, sorted(one.departments), one.inferred) for one in candidate.offers],
            (awards.last, awards.by_code, awards.departments, awards.amounts),
            str(candidate.capacity) if candidate.capacity is not None else None,
            candidate.seen_on.toordinal() if candidate.seen_on else None,
        ]
    )
    held = [(*one,) for one in awards.rows.all()]
    return b"\n".join((judged, orjson.dumps(held))) if held else judged


def read(card: bytes) -> Candidate:
    """The candidate of a card."""
    name: str
    judged, _, held = card.partition(b"\n")
    identity, name, place, size, offers, awards, capacity, seen_on = orjson.loads(judged)
    last, by_code, departments, amounts = awards
    return Candidate(
        id=identity,
        name=name,
        place=_place(*place) if place else None,
        size=_SIZES[size] if size else None,
        offers=tuple(Offer(code, frozenset(served), inferred) for code, served, inferred in offers),
        awards=Awards(last, by_code, departments, amounts, Written(held)) if held else NONE,
        capacity=Decimal(capacity) if capacity else None,
        seen_on=date.fromordinal(seen_on) if seen_on else None,
    )


class Written:
    """The contracts of a card, as its second line."""

    __slots__ = ("_line",)

    def __init__(self, line: bytes) -> None:
        self._line = line

    def all(self) -> Sequence[Award]:
        """Every one."""
        return [Award(buyer, date.fromisoformat(day), *rest) for buyer, day, *rest in orjson.loads(self._line)]

    def of(self, buyer: str | None) -> Sequence[Award]:
        """Those of a buyer; a line in which its number does not stand is not read."""
        if buyer is None or buyer.encode() not in self._line:
            return ()
        return [one for one in self.all() if one.buyer == buyer]


@lru_cache(maxsize=1 << 16)
def _place(commune: str | None, department: str | None, country: Country) -> Place:
    return Place.model_construct(commune=commune, department=department, country=country)
