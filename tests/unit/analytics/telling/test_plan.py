from datetime import date
from typing import Any

from contracts.procedures import PlanEntryPublished, PlanEntryTendered, PlanEntryWithdrawn
from contracts.vocabulary import euros
from tests.unit.analytics.telling.facts import BUYER, LATE, NOW, SUBJECT, TENDER, the_row

ENTRY: dict[str, Any] = {
    "title": "Livres", "buyer": BUYER, "department": "schools", "area": "supplies", "cpv": "22113000",
    "nature": "goods", "quarter": "2027-Q1", "value": {"minimum": euros(10), "maximum": euros(20)},
}  # fmt: skip


def test_an_entry_is_told_with_its_band_of_values() -> None:
    row = the_row(PlanEntryPublished(entry_id=SUBJECT, entry=ENTRY, announced_at=NOW), "plan_version")
    assert (row["kind"], row["at"], row["quarter"]) == ("published", NOW, "2027-Q1")
    assert (row["minimum"], row["most"]) == (euros(10).amount, euros(20).amount)


def test_what_became_of_an_entry_has_its_instant_or_that_of_its_fact() -> None:
    row = the_row(PlanEntryTendered(entry_id=SUBJECT, tender_id=TENDER, tendered_at=NOW), "plan_version")
    assert (row["kind"], row["tender_id"], row["at"]) == ("tendered", TENDER, NOW)
    row = the_row(PlanEntryWithdrawn(entry_id=SUBJECT, reason="Budget"), "plan_version")
    assert (row["kind"], row["at"], row["valid_on"]) == ("withdrawn", LATE, date(2026, 3, 3))
