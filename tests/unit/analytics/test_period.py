from datetime import date

import pytest

from services.analytics.domain.period import Period, months_before, readable

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-Q1", date(2019, 1, 1), date(2019, 3, 31)),
        ("2019-Q4", date(2019, 10, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        ("rolling-12", date(2025, 3, 1), date(2026, 2, 28)),
        ("2019-03-14..2019-04-01", date(2019, 3, 14), date(2019, 4, 1)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(name: str, first: date, last: date) -> None:
    period = Period.named(name, TODAY)
    assert (period.first, period.last, period.year) == (first, last, last.year)


def test_all_time_has_no_ends_and_no_year() -> None:
    period = Period.named("all", TODAY)
    assert (period.first, period.last, period.year) == (None, None, None)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "19",
        "2019-0",
        "2019-13",
        "2019-Q0",
        "2019-Q5",
        "2019-1",
        "1819",
        "ALL",
        "２０１９",
        "2019-03-14..2019-03-13",
        "2019-02-30..2019-03-13",
    ],
)
def test_what_names_no_period_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="a period is"):
        readable(name)


def test_months_are_counted_over_the_turn_of_years() -> None:
    assert months_before(date(2019, 1, 1), 48) == date(2015, 1, 1)
    assert months_before(date(2019, 1, 1), 1) == date(2018, 12, 1)
    assert months_before(date(2019, 12, 1), -1) == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("2019", "2019-Q2", "2019-Q2"),
        ("all", "2019", "2019"),
        ("2019-Q2", "all", "2019-Q2"),
        ("rolling-12", "2025", "2025-03-01..2025-12-31"),
        ("2019", "2020", None),
    ],
)
def test_two_periods_have_some_days_in_common(one: str, other: str, both: str | None) -> None:
    common = Period.named(one, TODAY).within(Period.named(other, TODAY))
    assert (common.name if common else None) == both
