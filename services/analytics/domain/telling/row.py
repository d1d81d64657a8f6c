"""A row as a fact tells it, and the columns that every row has."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracts.envelope import Envelope
from contracts.vocabulary import Identifier, Money
from services.analytics.domain.days import day_of
from services.analytics.domain.establishment import company, identity

Row = Mapping[str, Any]
"""Values by column; what is not there is null."""
Told = tuple[str, Row]
"""The table that a row is of, and the row."""
Rows = Sequence[Told]


def frame(envelope: Envelope, valid_on: date | None) -> dict[str, Any]:
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


def amount(money: Money | None) -> Decimal | None:
    """An amount, EUR excluding VAT."""
    return money.amount if money else None


def whose(identifier: Identifier | None) -> dict[str, str | None]:
    """An operator as its identifier, and the company behind it."""
    if identifier is None:
        return {"identifier": None, "company": None}
    return {"identifier": identity(identifier), "company": company(identifier)}
