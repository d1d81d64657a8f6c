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
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(name: str, first: date, last: date) -> None:
    period = Period.named(name, TODAY)
    assert (period.first, period.last, period.year) == (first, last, last.year)


def test_all_time_has_no_ends_and_no_year() -> None:
    period = Period.named("all", TODAY)
    assert (period.first, period.last, period.year) == (None, None, None)


@pytest.mark.parametrize(
    "name", ["", "19", "2019-0", "2019-13", "2019-Q0", "2019-Q5", "2019-1", "1819", "ALL", "２０１９"]
)
def test_what_names_no_period_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="a period is"):
        readable(name)


def test_months_are_counted_over_the_turn_of_years() -> None:
    assert months_before(date(2019, 1, 1), 48) == date(2015, 1, 1)
    assert months_before(date(2019, 1, 1), 1) == date(2018, 12, 1)
    assert months_before(date(2019, 12, 1), -1) == date(2020, 1, 1)
