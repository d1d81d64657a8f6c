"""Our words in those of OCDS and of its code lists."""

from datetime import date, timedelta
from typing import Any

from contracts.calendar import start_of
from contracts.procedures import Criterion, CriterionKind
from contracts.vocabulary import LotOutcome, Money, Nature, Procedure

Content = dict[str, Any]
"""A part of a release, ready for JSON."""
CATEGORY = {Nature.WORKS: "works", Nature.GOODS: "goods", Nature.SERVICES: "services"}
METHOD = {
    Procedure.ADAPTED: "open",
    Procedure.OPEN: "open",
    Procedure.CONCESSION: "open",
    Procedure.RESTRICTED: "selective",
    Procedure.NEGOTIATED_WITH_CALL: "selective",
    Procedure.DIALOGUE: "selective",
    Procedure.INNOVATION_PARTNERSHIP: "selective",
    Procedure.NEGOTIATED: "limited",
    Procedure.WITHOUT_PUBLICITY: "limited",
}
"""The code list `method`; a procedure that is none of ours has none."""
LOT_STATUS = {LotOutcome.AWARDED: "complete", LotOutcome.UNSUCCESSFUL: "unsuccessful", LotOutcome.DROPPED: "cancelled"}
_CRITERION = {CriterionKind.PRICE: "price", CriterionKind.LIFE_CYCLE_COST: "cost"}
_MONTH = 30
"""Days of a month where a duration is counted in months (OCDS for eForms, duration)."""


def value(money: Money | None) -> Content | None:
    """An amount excluding VAT; a number, as the standard has it."""
    return {"amount": float(money.amount), "currency": money.currency} if money else None


def instant(day: date | None) -> str | None:
    """A day as the instant at which it begins in Paris."""
    return start_of(day).isoformat() if day else None


def quarter_start(quarter: str) -> str:
    """The instant at which a quarter such as `2027-Q1` begins in Paris."""
    year, number = quarter.split("-Q")
    return start_of(date(int(year), 3 * int(number) - 2, 1)).isoformat()


def days(months: int | None) -> int | None:
    """A duration in days."""
    return None if months is None else timedelta(days=months * _MONTH).days


def item(number: object, cpv: str | None, lot: int | None = None) -> list[Content]:
    """What is bought, by its code."""
    if cpv is None:
        return []
    related = {} if lot is None else {"relatedLot": str(lot)}
    return [{"id": str(number), "classification": {"scheme": "CPV", "id": cpv}, **related}]


def criterion(one: Criterion) -> Content:
    """An award criterion and its weight in percent."""
    weight = {"number": one.weight, "weight": "percentageExact"}
    return {"type": _CRITERION.get(one.kind, "quality"), "name": one.name, "numbers": [weight]}


def known(**members: Any) -> Content:
    """A part of those members that are known: silence takes nothing back."""
    return {name: one for name, one in members.items() if one is not None and one not in ((), [], {})}
