"""A candidate as it is kept in the index: nothing more is read in order to judge it."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

import orjson

from contracts.vocabulary import Country, Place, SizeClass
from services.suppliers.domain.matching.awards import NONE, Awards
from services.suppliers.domain.matching.candidate import Candidate, Offer

_SIZES = {size.value: size for size in SizeClass}


def written(candidate: Candidate) -> bytes:
    """The card of a candidate: a list, in the order in which `read` takes it."""
    place = candidate.place
    return orjson.dumps(
        [
            candidate.id,
            candidate.name,
            (place.commune, place.department, place.country) if place else None,
            candidate.size,
            [(one.code, sorted(one.departments), one.inferred) for one in candidate.offers],
            list(candidate.awards),
            str(candidate.capacity) if candidate.capacity is not None else None,
            candidate.seen_on.toordinal() if candidate.seen_on else None,
        ]
    )


def read(card: bytes) -> Candidate:
    """The candidate of a card."""
    name: str
    identity, name, place, size, offers, awards, capacity, seen_on = orjson.loads(card)
    return Candidate(
        id=identity,
        name=name,
        place=_place(*place) if place else None,
        size=_SIZES[size] if size else None,
        offers=tuple(Offer(code, frozenset(served), inferred) for code, served, inferred in offers),
        awards=Awards(*map(tuple, awards)) if awards[0] else NONE,
        capacity=Decimal(capacity) if capacity else None,
        seen_on=date.fromordinal(seen_on) if seen_on else None,
    )


@lru_cache(maxsize=1 << 16)
def _place(commune: str | None, department: str | None, country: Country) -> Place:
    return Place.model_construct(commune=commune, department=department, country=country)
