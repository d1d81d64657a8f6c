"""A candidate as it is kept in the index: nothing more is read in order to judge it.

A card is two lines of JSON: what a score depends on, and the contracts one by one, which are seldom read.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
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
            (awards.last, awards.by_code, awards.by_buyer, awards.departments, awards.amounts),
            str(candidate.capacity) if candidate.capacity is not None else None,
            candidate.seen_on.toordinal() if candidate.seen_on else None,
        ]
    )
    return judged + b"\n" + orjson.dumps([(*one,) for one in awards.rows()])


def read(card: bytes) -> Candidate:
    """The candidate of a card."""
    name: str
    judged, _, held = card.partition(b"\n")
    identity, name, place, size, offers, awards, capacity, seen_on = orjson.loads(judged)
    return Candidate(
        id=identity,
        name=name,
        place=_place(*place) if place else None,
        size=_SIZES[size] if size else None,
        offers=tuple(Offer(code, frozenset(served), inferred) for code, served, inferred in offers),
        awards=_awards(held, *awards) if awards[0] else NONE,
        capacity=Decimal(capacity) if capacity else None,
        seen_on=date.fromordinal(seen_on) if seen_on else None,
    )


def _awards(held: bytes, last: int, by_code: Any, by_buyer: Any, departments: Any, amounts: Any) -> Awards:
    return Awards(last, by_code, by_buyer, departments, amounts, partial(_rows, held))


def _rows(held: bytes) -> list[Award]:
    return [Award(buyer, date.fromisoformat(day), *rest) for buyer, day, *rest in orjson.loads(held)]


@lru_cache(maxsize=1 << 16)
def _place(commune: str | None, department: str | None, country: Country) -> Place:
    return Place.model_construct(commune=commune, department=department, country=country)
