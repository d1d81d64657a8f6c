"""Needs and lots as the tests of the rules speak of them."""

from datetime import date
from typing import Any

from contracts.procedures import Clauses, Criterion, CriterionKind, LotNotice
from contracts.vocabulary import euros
from services.tenders.domain.terms import Terms

LAUNCH = date(2026, 5, 4)
GREEN = Clauses(environmental=True)
_TERMS: dict[str, Any] = {
    "title": "Mobilier",
    "buyer": "23350001600040",
    "department": "schools",
    "area": "supplies",
    "procedure": "adapted",
    "nature": "goods",
    "cpv": "39160000",
    "single_lot_reason": "Un seul besoin",
}


def a_need(value: int = 50_000, **terms: Any) -> Terms:
    return Terms(**{**_TERMS, "estimated_value": euros(value), **terms})


def a_lot(value: int | None = None, number: int = 1, **known: Any) -> LotNotice:
    money = None if value is None else euros(value)
    return LotNotice(number=number, title=f"Lot {number}", value=money, **known)


def weighed(*kinds: CriterionKind) -> tuple[Criterion, ...]:
    return tuple(Criterion(name=kind.value, kind=kind, weight=100 // len(kinds)) for kind in kinds)
