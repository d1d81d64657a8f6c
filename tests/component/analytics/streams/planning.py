"""Entries of purchase plans: announced, changed, withdrawn, tendered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.procedures import (
    PlanEntryPublished,
    PlanEntryTendered,
    PlanEntryWithdrawn,
    PlannedPurchase,
    ValueBand,
)
from contracts.vocabulary import Nature, Procedure
from tests.component.analytics.streams.chronicle import Chronicle
from tests.component.analytics.streams.people import BUYERS

CPVS = ("45000000", "45210000", "45453100", "30192000", "72000000", "15000000", "79000000")
DEPARTMENTS = ("buildings", "schools", "digital")
AREAS = ("construction", "it", "food")


@dataclass(frozen=True)
class Purchase:
    """What a buyer buys, and from when on: what a plan entry, a tender and a contract have in common."""

    buyer: str
    department: str
    area: str
    cpv: str
    nature: Nature
    procedure: Procedure


def a_purchase(told: Chronicle) -> Purchase:
    one = told.one
    procedures = (Procedure.ADAPTED, Procedure.OPEN, Procedure.OPEN, Procedure.RESTRICTED, Procedure.WITHOUT_PUBLICITY)
    return Purchase(one(BUYERS), one(DEPARTMENTS), one(AREAS), one(CPVS), one(tuple(Nature)), one(procedures))


def plan(told: Chronicle, purchase: Purchase, expected: date) -> UUID:
    """Announce a purchase; its quarter may be met or missed. Some entries change."""
    entry, began = told.identity(), told.instant(expected - timedelta(days=told.random.randint(5, 150)))
    _publish(told, entry, purchase, began, expected)
    if told.chance(0.3):
        _publish(told, entry, purchase, began, expected, changed=True)
    return entry


def _publish(
    told: Chronicle, entry: UUID, purchase: Purchase, began: datetime, expected: date, *, changed: bool = False
) -> None:
    low, maybe = told.money(3, 4), told.maybe
    due = expected + timedelta(days=told.one((-200, -100, 0, 0, 100)))
    band = ValueBand(minimum=low, maximum=low.model_copy(update={"amount": low.amount * 3}))
    said: dict[str, Any] = {
        **vars(purchase),
        "title": "Prenadenn",
        "procedure": maybe(purchase.procedure),
        "value": maybe(band),
        "quarter": f"{due.year}-Q{(due.month - 1) // 3 + 1}",
    }
    fact = PlanEntryPublished(entry_id=entry, entry=PlannedPurchase(**said), changed=changed, announced_at=began)
    at = began + timedelta(days=3) if changed else began
    told.tell(fact, entry, entry, at)


def withdraw(told: Chronicle, entry: UUID, day: date) -> None:
    at = told.instant(day)
    told.tell(PlanEntryWithdrawn(entry_id=entry, reason="Dilezet", withdrawn_at=at), entry, entry, at)


def tendered(told: Chronicle, entry: UUID, tender: UUID, at: datetime) -> None:
    told.tell(PlanEntryTendered(entry_id=entry, tender_id=tender, tendered_at=at), entry, entry, at)
