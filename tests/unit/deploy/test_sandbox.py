"""The calendar that a home keeps for its sandbox."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from chassis.clock import Clock
from chassis.settings import ClockSettings
from deploy.embedded.refusal import CannotStart
from deploy.embedded.sandbox import REAL, Calendar, Sandbox, Wish
from deploy.embedded.state import State

DAY_A_SECOND = Wish(86_400)
SINCE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def calendar(home: Path, *, began: bool = True) -> Calendar:
    state = State(home / "state.json")
    if began:
        state["started"] = {"port": 8000}
    return Calendar(state)


def opened(home: Path, wish: Wish, **more: bool) -> Sandbox:
    sandbox = calendar(home, **more).opened(wish)
    assert sandbox is not None
    return sandbox


def test_the_processes_are_told_the_time_that_the_supervisor_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = Sandbox(3600, SINCE, datetime(2027, 10, 30, 12, tzinfo=UTC))
    for name, value in sandbox.environment().items():
        monkeypatch.setenv(name, value)
    later = SINCE + timedelta(hours=5)
    assert Clock.of(ClockSettings()).at(later) == sandbox.at(later)


def test_a_platform_is_real_unless_it_is_asked_to_be_a_sandbox(tmp_path: Path) -> None:
    assert calendar(tmp_path, began=False).opened(REAL) is None
    assert calendar(tmp_path).opened(REAL) is None


def test_a_sandbox_begins_now_or_on_the_day_asked_for(tmp_path: Path) -> None:
    now, other = tmp_path / "now", tmp_path / "other"
    now.mkdir()
    other.mkdir()
    begun = opened(now, DAY_A_SECOND, began=False)
    assert begun.start == begun.since
    asked = opened(other, Wish(60, date(2027, 7, 14)), began=False)
    assert asked.start == datetime(2027, 7, 13, 22, tzinfo=UTC)


def test_its_time_stands_still_while_it_is_stopped(tmp_path: Path) -> None:
    first = opened(tmp_path, Wish(86_400, date(2027, 7, 14)), began=False)
    calendar(tmp_path).stop(first)
    again = opened(tmp_path, Wish(60))
    shown = first.at(again.since)
    assert first.start <= again.start <= shown
    assert shown - again.start < timedelta(days=30), "the calendar ran on, or went back to its beginning"
    assert again.speed == 60


def test_after_a_crash_its_time_never_goes_back(tmp_path: Path) -> None:
    first = opened(tmp_path, DAY_A_SECOND, began=False)
    again = opened(tmp_path, DAY_A_SECOND)
    assert again.start >= first.at(first.since + timedelta(seconds=1))


def test_a_real_home_never_becomes_a_sandbox_nor_a_sandbox_real(tmp_path: Path) -> None:
    calendar(tmp_path).opened(REAL)
    with pytest.raises(CannotStart, match=r"began as real.* without --sandbox"):
        calendar(tmp_path).opened(DAY_A_SECOND)
    rehearsal = tmp_path / "rehearsal"
    rehearsal.mkdir()
    opened(rehearsal, DAY_A_SECOND, began=False)
    with pytest.raises(CannotStart, match=r"began as a sandbox.* with --sandbox SPEED"):
        calendar(rehearsal).opened(REAL)


def test_a_sandbox_may_be_put_forward_but_not_back(tmp_path: Path) -> None:
    opened(tmp_path, Wish(60, date(2027, 7, 14)), began=False)
    assert opened(tmp_path, Wish(60, date(2027, 9, 1))).start == datetime(2027, 8, 31, 22, tzinfo=UTC)
    with pytest.raises(CannotStart, match="cannot go back"):
        calendar(tmp_path).opened(Wish(60, date(2027, 8, 1)))


@pytest.mark.parametrize("asked", [{"speed": 0}, {"speed": 1e9}, {"start": date(2027, 1, 1)}])
def test_a_wish_that_no_clock_can_fulfil_is_refused(asked: dict[str, float]) -> None:
    with pytest.raises(CannotStart):
        Wish(**asked)
