from datetime import date
from decimal import Decimal

import pytest

from contracts.vocabulary import Nature
from services.tenders.domain.rules.due_dates import award_notice_due, essential_data_due, months_after

LAUNCH = date(2026, 2, 2)


def test_an_award_notice_is_due_30_days_after_signature_r2183_1() -> None:
    due = award_notice_due(Decimal(216_000), Nature.GOODS, signed=date(2026, 6, 1), launched=LAUNCH)
    assert due == date(2026, 7, 1)


def test_a_contract_under_the_eu_threshold_of_its_launch_needs_no_award_notice_r2183_1() -> None:
    value, signed = Decimal(220_000), date(2026, 6, 1)
    assert award_notice_due(value, Nature.GOODS, signed=signed, launched=LAUNCH) is not None
    assert award_notice_due(value, Nature.GOODS, signed=signed, launched=date(2025, 12, 31)) is None


def test_essential_data_are_due_2_months_after_notification_from_40_000_euros_r2196_1() -> None:
    assert essential_data_due(Decimal(40_000), happened=date(2026, 6, 15)) == date(2026, 8, 15)
    assert essential_data_due(Decimal(39_999), happened=date(2026, 6, 15)) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2023, 12, 30), 2, date(2024, 2, 29)),
        (date(2026, 11, 5), 1, date(2026, 12, 5)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
    ],
)
def test_a_period_in_months_ends_on_the_same_day_or_on_the_last_one(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later
