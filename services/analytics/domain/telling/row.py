"""A row as a fact tells it, and the columns that every row has."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from contracts import vocabulary
from contracts.calendar import day_of
from contracts.envelope import Envelope
from services.analytics.domain.establishment import Location, company, identity

Row = Mapping[str, Any]
"""Values by column, as values or as they are written; what is not there is null."""
Told = tuple[str, Row]
"""The table that a row is of, and the row."""
Rows = Sequence[Told]
NOBODY: dict[str, str | None] = {"identifier": None, "company": None}
NOWHERE: dict[str, str | None] = {"commune": None, "department": None, "country": None}


def members(*names: str) -> Callable[[object], dict[str, Any]]:
    """What takes these members of an object as they are, several of them."""
    values = attrgetter(*names)
    return lambda one: dict(zip(names, values(one), strict=True))


def frame(envelope: Envelope, valid_on: date | str | None) -> dict[str, Any]:
    """Where a row stands among others, since when it is true, and when it was recorded."""
    return {
        "version": envelope.version,
        "key": envelope.partitionkey,
        "valid_on": valid_on,
        "recorded_at": envelope.recordedtime,
    }


def told_by(envelope: Envelope, at: datetime) -> dict[str, Any]:
    """The same for a row of what came about at an instant, whichever entity told of it."""
    return {"subject": envelope.subject, "at": at, **frame(envelope, day_of(at))}


def amount(money: vocabulary.Money | None) -> Decimal | None:
    """An amount, EUR excluding VAT."""
    return money.amount if money else None


def whose(identifier: vocabulary.Identifier | None) -> dict[str, str | None]:
    """An operator as its identifier, and the company behind it."""
    return operator(identifier.scheme, identifier.id) if identifier else NOBODY


def operator(scheme: str, number: str) -> dict[str, str | None]:
    """The same of the parts of an identifier."""
    return {"identifier": identity(scheme, number), "company": company(scheme, number)}


def where(place: vocabulary.Place | None) -> dict[str, str | None]:
    """A place as its commune, its département and its country, null where unknown."""
    return located(place.commune, place.department, place.country) if place else NOWHERE


@lru_cache(maxsize=1 << 16)
def located(commune: str | None, department: str | None, country: str) -> dict[str, str | None]:
    """The same of the parts of a place."""
    location = Location.of(commune, department, country)
    return {"commune": commune, "department": location.department, "country": location.country}
