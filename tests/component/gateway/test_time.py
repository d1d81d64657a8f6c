"""The platform's time, as anybody may read it."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.clock import Clock
from tests.component.gateway.platform import Platform


async def test_outside_a_sandbox_the_platforms_time_is_the_worlds(prenan: Platform) -> None:
    answer = await prenan.http.get("/time")
    shown = answer.json()
    assert (shown["sandbox"], shown["speed"], answer.headers["cache-control"]) == (False, 1.0, "no-store")
    assert abs(datetime.fromisoformat(shown["now"]) - datetime.now(UTC)) < timedelta(minutes=1)


async def test_a_sandbox_shows_its_own_time_in_that_of_paris(prenan: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(speed=60, since=datetime.now(UTC), start=datetime(2027, 7, 14, 10, tzinfo=UTC))
    monkeypatch.setattr(prenan.app.state, "clock", clock)
    shown = (await prenan.http.get("/time")).json()
    assert (shown["sandbox"], shown["speed"]) == (True, 60.0)
    assert shown["now"].startswith("2027-07-14T12:")
    assert shown["now"].endswith("+02:00")
