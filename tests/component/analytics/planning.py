"""Entries of purchase plans, as the marketplace tells them."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.envelope import Envelope
from contracts.procedures import PlanEntryPublished, PlanEntryWithdrawn, PlannedPurchase, ValueBand
from contracts.vocabulary import euros
from tests.component.analytics.telling import REGION, told

AT = datetime(2026, 1, 5, tzinfo=UTC)


def entry_id(title: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"plan {title}")


def planned(title: str, quarter: str = "2026-Q3", most: int | None = 100_000, buyer: str = REGION) -> Envelope:
    band = ValueBand(minimum=euros(most // 2), maximum=euros(most)) if most else None
    what = {"title": title, "buyer": buyer, "department": "schools", "area": "supplies", "cpv": "30197630"}
    purchase = PlannedPurchase(**what, nature="goods", procedure="open", quarter=quarter, value=band)
    return told(PlanEntryPublished(entry_id=entry_id(title), entry=purchase, announced_at=AT), entry_id(title), 1)


def withdrawn(title: str) -> Envelope:
    fact = PlanEntryWithdrawn(entry_id=entry_id(title), reason="Abandon", withdrawn_at=AT)
    return told(fact, entry_id(title), 2)
