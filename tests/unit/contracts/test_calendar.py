"""Legal periods count as Regulation 1182/71 says, on the French calendar."""

from datetime import date

import pytest

from contracts.calendar import earliest_deadline, easter, is_working_day, public_holidays


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1954, date(1954, 4, 18)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
    ],
)
def test_easter_falls_where_the_church_says(year: int, day: date) -> None:
    assert easter(year) == day


def test_france_has_eleven_public_holidays() -> None:
    assert sorted(public_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


def test_saturdays_sundays_and_holidays_are_not_worked() -> None:
    free = [date(2026, 3, 7), date(2026, 3, 8), date(2026, 4, 6)]
    assert not any(map(is_working_day, free))
    assert is_working_day(date(2026, 4, 3))


@pytest.mark.parametrize(
    ("published", "days", "last"),
    [
        (date(2026, 3, 3), 30, date(2026, 4, 2)),  # a Thursday: nothing moves it
        (date(2026, 3, 2), 35, date(2026, 4, 7)),  # Easter Monday gives way to Tuesday
        (date(2026, 3, 5), 30, date(2026, 4, 7)),  # a Saturday, then Easter Sunday and Monday
        (date(2026, 4, 9), 35, date(2026, 5, 15)),  # Ascension
        (date(2026, 4, 1), 30, date(2026, 5, 4)),  # 1 May is a Friday: over the weekend
        (date(2025, 11, 25), 30, date(2025, 12, 26)),  # Christmas
        (date(2025, 12, 2), 30, date(2026, 1, 2)),  # New Year's Day of the next year
        (date(2026, 10, 2), 30, date(2026, 11, 2)),  # All Saints' Day is a Sunday
        (date(2026, 10, 8), 35, date(2026, 11, 12)),
    ],
)
def test_a_notice_period_ends_on_a_working_day(published: date, days: int, last: date) -> None:
    assert earliest_deadline(published, days) == last


def test_the_day_of_dispatch_does_not_count() -> None:
    assert earliest_deadline(date(2026, 3, 2), 1) == date(2026, 3, 3)


def test_two_days_or_more_hold_at_least_two_working_days() -> None:
    friday = date(2026, 3, 6)
    assert earliest_deadline(friday, 1) == date(2026, 3, 9)
    assert earliest_deadline(friday, 2) == date(2026, 3, 10)
    assert earliest_deadline(friday, 4) == date(2026, 3, 10)
    assert earliest_deadline(date(2025, 12, 24), 2) == date(2025, 12, 29)
