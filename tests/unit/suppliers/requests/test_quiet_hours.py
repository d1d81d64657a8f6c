from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis.strategies import datetimes

from services.suppliers.domain.requests.quiet_hours import may_write, next_moment, next_morning

PARIS = ZoneInfo("Europe/Paris")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2027-03-02T10:00", "2027-03-02T10:00"),
        ("2027-03-02T07:59", "2027-03-02T08:00"),
        ("2027-03-02T20:00", "2027-03-03T08:00"),
        ("2027-03-05T21:00", "2027-03-08T08:00"),
        ("2027-03-06T10:00", "2027-03-08T08:00"),
        ("2027-03-28T23:30", "2027-03-30T08:00"),  # the night of the clock change, then Easter Monday
        ("2027-07-14T10:00", "2027-07-15T08:00"),
    ],
)
def test_letters_wait_for_a_working_morning(now: str, then: str) -> None:
    assert next_moment(at(now)) == at(then)


def test_the_next_morning_is_never_today() -> None:
    assert next_morning(at("2027-03-05T07:00")) == at("2027-03-08T08:00")


@given(datetimes(datetime(2025, 1, 1), datetime(2032, 1, 1)))  # noqa: DTZ001 - the zone is put on below
def test_the_next_moment_is_one_at_which_letters_are_sent_and_never_past(naive: datetime) -> None:
    now = naive.replace(tzinfo=PARIS)
    then = next_moment(now)
    assert then >= now
    assert may_write(then)
    assert next_moment(then) == then
