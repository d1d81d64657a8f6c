"""A candidate as it is kept in the index: nothing more is read in order to judge it.

A card is lines of JSON: what a score depends on, then the contracts one by one, of which few are read.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

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
    return b"\n".join((judged, *_lines(awards.rows.all())))


def read(card: bytes) -> Candidate:
    """The candidate of a card."""
    name: str
    judged, _, held = card.partition(b"\n")
    identity, name, place, size, offers, awards, capacity, seen_on = orjson.loads(judged)
    last, by_code, departments, amounts = awards
    return Candidate(
        id=identity,
        name=name,
        place=as_place(*place) if place else None,
        size=_SIZES[size] if size else None,
        offers=tuple(Offer(code, frozenset(served), inferred) for code, served, inferred in offers),
        awards=Awards(last, by_code, departments, amounts, Written(held)) if held else NONE,
        capacity=Decimal(capacity) if capacity else None,
        seen_on=date.fromordinal(seen_on) if seen_on else None,
    )


class Written:
    """The contracts of a card: a line for each buyer, so that those of one are read without the others."""

    __slots__ = ("_lines",)

    def __init__(self, lines: bytes) -> None:
        self._lines = lines

    def all(self) -> Sequence[Award]:
        """Every one."""
        return [one for line in self._lines.splitlines() for one in _held(line)]

    def of(self, buyer: str | None) -> Sequence[Award]:
        """Those of a buyer."""
        start = self._start(buyer)
        if start < 0:
            return ()
        end = self._lines.find(b"\n", start)
        return _held(self._lines[start : end if end > 0 else None])

    def are_of(self, buyer: str | None) -> bool:
        """Whether some are of a buyer."""
        return self._start(buyer) >= 0

    def _start(self, buyer: str | None) -> int:
        return self._lines.find(f'["{buyer}",'.encode())


def _lines(awards: Sequence[Award]) -> Iterator[bytes]:
    by_buyer: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for buyer, on, *rest in awards:
        by_buyer[buyer].append((on.toordinal(), *rest))
    return map(orjson.dumps, by_buyer.items())


def _held(line: bytes) -> list[Award]:
    buyer, rows = orjson.loads(line)
    return [Award(buyer, date.fromordinal(day), *rest) for day, *rest in rows]


@lru_cache(maxsize=1 << 16)
def as_place(commune: str | None, department: str | None, country: Country) -> Place:
    """A place, one object for all who are there."""
    return Place.model_construct(commune=commune, department=department, country=country)
