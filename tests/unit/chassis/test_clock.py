"""Platform time as a function of real time."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from chassis.clock import Clock
from chassis.settings import ClockSettings

PARIS = ZoneInfo("Europe/Paris")
SINCE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_outside_a_sandbox_platform_time_is_real_time() -> None:
    assert Clock().at(SINCE) == SINCE
    assert Clock.of(ClockSettings()) == Clock()
    assert not Clock().is_sandbox


def test_a_day_a_second_makes_thirty_five_days_of_thirty_five_seconds() -> None:
    clock = Clock(speed=86_400, since=SINCE)
    assert clock.at(SINCE + timedelta(seconds=35)) == SINCE + timedelta(days=35)
    assert clock.lasting(timedelta(days=35)) == 35


def test_a_sandbox_may_begin_in_another_year() -> None:
    start = datetime(2031, 5, 6, 12, tzinfo=UTC)
    assert Clock(speed=2, since=SINCE, start=start).at(SINCE + timedelta(hours=1)) == start + timedelta(hours=2)


@pytest.mark.parametrize(
    ("night", "hours"), [(datetime(2026, 3, 28, 12, tzinfo=PARIS), 23), (datetime(2026, 10, 24, 12, tzinfo=PARIS), 25)]
)
def test_a_day_of_a_time_change_has_twenty_three_or_twenty_five_hours(night: datetime, hours: int) -> None:
    clock = Clock(speed=3600, since=SINCE, start=night)
    shown = clock.at(SINCE + timedelta(seconds=hours)).astimezone(PARIS)
    assert (shown.day, shown.hour) == (night.day + 1, 12)


def test_platform_time_runs_evenly_through_a_time_change() -> None:
    clock = Clock(speed=86_400, since=SINCE, start=datetime(2026, 10, 20, tzinfo=PARIS))
    shown = [clock.at(SINCE + timedelta(seconds=step / 48)) for step in range(480)]
    steps = [later - sooner for sooner, later in pairwise(shown)]
    assert all(abs(step - timedelta(minutes=30)) < timedelta(seconds=1) for step in steps)


def test_a_day_as_start_is_its_midnight_in_paris(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRENAN_SANDBOX_SPEED", "86400")
    monkeypatch.setenv("PRENAN_SANDBOX_SINCE", SINCE.isoformat())
    monkeypatch.setenv("PRENAN_SANDBOX_START", "2027-07-14")
    settings = ClockSettings()
    assert settings.prenan_sandbox_start == date(2027, 7, 14)
    assert Clock.of(settings).at(SINCE) == datetime(2027, 7, 13, 22, tzinfo=UTC)


@pytest.mark.parametrize(("name", "value"), [("SPEED", "60"), ("START", "2027-07-14")])
def test_a_sandbox_without_an_origin_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"PRENAN_SANDBOX_{name}", value)
    with pytest.raises(ValidationError, match="PRENAN_SANDBOX_SINCE"):
        ClockSettings()


def test_settings_that_are_empty_mean_the_worlds_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPEED", "SINCE", "START"):
        monkeypatch.setenv(f"PRENAN_SANDBOX_{name}", "")
    assert Clock.of(ClockSettings()) == Clock()


@pytest.mark.parametrize("speed", ["0", "-1", "1e9", "nan"])
def test_a_speed_that_no_clock_can_run_at_is_refused(speed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRENAN_SANDBOX_SINCE", SINCE.isoformat())
    monkeypatch.setenv("PRENAN_SANDBOX_SPEED", speed)
    with pytest.raises(ValidationError):
        ClockSettings()
