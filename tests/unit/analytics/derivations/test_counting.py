"""What measures take of rows: the cases that a definition has to settle."""

from datetime import date
from typing import Any

import pytest

from services.analytics.domain.grain import Grain
from services.analytics.persistence.measures import measures
from tests.unit.analytics.derivations.told_rows import Market, at

TODAY = date(2026, 6, 1)


def taken(grain: Grain, measure: str, row: dict[str, Any]) -> bool:
    """Whether a measure takes a row."""
    return Market().holds(measures(grain)[measure].taken.format(today=f"DATE '{TODAY}'"), row)


@pytest.mark.parametrize(
    ("tendered", "withdrawn", "due", "kept"),
    [
        (date(2025, 7, 3), None, True, True),
        (date(2025, 7, 2), None, True, False),
        (date(2026, 3, 31), None, True, True),
        (date(2026, 4, 1), None, True, False),
        (None, None, True, False),
        (None, date(2025, 9, 30), False, False),
        (None, date(2025, 10, 1), True, False),
    ],
)
def test_an_entry_is_kept_within_ninety_days_of_its_quarter(
    tendered: date | None, withdrawn: date | None, due: bool, kept: bool
) -> None:
    row = {"day": date(2025, 10, 1), "due": date(2025, 12, 31), "tendered_on": tendered, "withdrawn_on": withdrawn}
    assert (taken(Grain.PLAN, "due", row), taken(Grain.PLAN, "kept", row)) == (due, kept)


def test_an_entry_is_not_due_until_ninety_days_after_its_quarter() -> None:
    row = {"day": date(2026, 1, 1), "due": date(2026, 3, 31), "tendered_on": date(2026, 2, 1), "withdrawn_on": TODAY}
    assert not taken(Grain.PLAN, "due", row)


@pytest.mark.parametrize(
    ("told", "motivated", "counts"),
    [
        ("2026-05-20", True, True),
        ("2026-05-21", True, False),
        ("2026-05-20", False, False),
    ],
)
def test_a_letter_says_why_within_fifteen_days(told: str, motivated: bool, counts: bool) -> None:
    row = {
        "losing": True,
        "motivated": motivated,
        "told_at": at(told, "23:00"),
        "approved_at": at("2026-05-05", "08:00"),
    }
    assert taken(Grain.BID, "motivated_in_time", row) is counts


@pytest.mark.parametrize(
    ("received", "settled", "due"),
    [
        (date(2026, 5, 2), None, False),
        (date(2026, 5, 1), None, True),
        (date(2026, 5, 30), TODAY, True),
    ],
)
def test_an_invoice_is_due_once_it_is_paid_or_thirty_days_are_over(
    received: date, settled: date | None, due: bool
) -> None:
    assert taken(Grain.INVOICE, "due", {"received_on": received, "settled_on": settled}) is due


@pytest.mark.parametrize(
    ("outcome", "competed", "bids", "single"),
    [
        ("awarded", True, 1, True),
        ("awarded", True, 2, False),
        ("awarded", False, 1, False),
        ("unsuccessful", True, 1, False),
    ],
)
def test_a_single_bid_is_one_for_an_awarded_lot_that_was_competed(
    outcome: str, competed: bool, bids: int, single: bool
) -> None:
    row = {"outcome": outcome, "competed": competed, "bids": bids}
    assert taken(Grain.LOT, "single_bid", row) is single


@pytest.mark.parametrize(
    ("procedure", "exemption", "innovation", "counts"),
    [
        ("innovation-partnership", "", False, True),
        ("without-publicity", "innovation", False, True),
        ("open", "", True, True),
        ("without-publicity", "books", False, False),
    ],
)
def test_a_contract_is_innovative_by_clause_by_exemption_or_by_partnership(
    procedure: str, exemption: str, innovation: bool, counts: bool
) -> None:
    row = {"procedure": procedure, "exemption": exemption, "innovation": innovation}
    assert taken(Grain.CONTRACT, "innovative", row) is counts


@pytest.mark.parametrize(("published", "counts"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False)])
def test_two_months_run_to_the_same_day_of_the_month_or_its_last(published: date, counts: bool) -> None:
    row = {"day": date(2025, 12, 31), "published_day": published}
    assert taken(Grain.CONTRACT, "published_in_time", row) is counts
