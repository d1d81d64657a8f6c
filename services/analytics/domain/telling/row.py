"""A row as a fact tells it, and the columns that every row has."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from contracts.envelope import Envelope
from services.analytics.domain.days import day_of
from services.analytics.domain.establishment import Location, Operator, Site, company, identity

Row = Mapping[str, Any]
"""Values by column, as values or as they are written; what is not there is null."""
Told = tuple[str, Row]
"""The table that a row is of, and the row."""
Rows = Sequence[Told]
_NOBODY: dict[str, str | None] = {"identifier": None, "company": None}


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


class Sum(Protocol):
    """An amount of money, EUR excluding VAT."""

    @property
    def amount(self) -> Decimal | str:
        """The amount, or how it is written."""


def amount(money: Sum | None) -> Decimal | str | None:
    """An amount, EUR excluding VAT."""
    return money.amount if money else None


def whose(operator: Operator | None) -> dict[str, str | None]:
    """An operator as its identifier, and the company behind it."""
    return {"identifier": identity(operator), "company": company(operator)} if operator else _NOBODY


def where(site: Site | None) -> dict[str, str | None]:
    """A place as its commune, its département and its country, null where unknown."""
    location = Location.of(site)
    return {
        "commune": site.commune if site else None,
        "department": location.department,
        "country": location.country,
    }
