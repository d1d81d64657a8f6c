"""A sandbox's calendar: where it begins, how fast it runs, and that it stands still while the platform is stopped."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NoReturn

from contracts.calendar import day_of, start_of
from deploy.embedded.refusal import CannotStart
from deploy.embedded.state import State

FASTEST = 864_000.0
BEAT = 10.0
"""Seconds between two notes of the calendar."""


@dataclass(frozen=True)
class Wish:
    """What the operator asked for: the speed of a sandbox and the day on which it begins, or the world's time."""

    speed: float | None = None
    start: date | None = None

    def __post_init__(self) -> None:
        """Refuse what no clock can do."""
        if self.speed is None and self.start:
            raise CannotStart("Only a sandbox has a day of its own: say how fast it runs with --sandbox SPEED.")
        if self.speed is not None and not 0 < self.speed <= FASTEST:
            raise CannotStart(f"A sandbox runs at more than 0 and at most {FASTEST:g} seconds in one second.")


REAL = Wish()
WORLDS_TIME = dict.fromkeys(("PRENAN_SANDBOX_SPEED", "PRENAN_SANDBOX_SINCE", "PRENAN_SANDBOX_START"), "")
"""The settings of a process outside a sandbox, whatever the operator's own environment says."""


@dataclass(frozen=True)
class Sandbox:
    """Platform time from a real instant on: it showed `start` at `since` and runs at `speed`."""

    speed: float
    since: datetime
    start: datetime

    def at(self, real: datetime) -> datetime:
        """What its calendar shows at a real instant."""
        return self.start + (real - self.since) * self.speed

    def environment(self) -> dict[str, str]:
        """The settings of every process in it."""
        return {
            "PRENAN_SANDBOX_SPEED": str(self.speed),
            "PRENAN_SANDBOX_SINCE": self.since.isoformat(),
            "PRENAN_SANDBOX_START": self.start.isoformat(),
        }


class Calendar:
    """What a home remembers of its time: whether it is a sandbox, and the latest instant that one may have shown."""

    def __init__(self, state: State) -> None:
        self._state = state

    def opened(self, wish: Wish) -> Sandbox | None:
        """The sandbox of this start, which goes on where the last one ended; refuses to change the kind of time."""
        known = self._state["time"]
        is_new = self._state["started"] is None
        if not is_new and (known is not None) != (wish.speed is not None):
            _refuse_another_kind(known is not None)
        if wish.speed is None:
            return None
        now = datetime.now(UTC)
        sandbox = Sandbox(wish.speed, now, self._start(wish.start, datetime.fromisoformat(known) if known else now))
        self._note(sandbox, now + timedelta(seconds=BEAT))
        return sandbox

    def _start(self, wanted: date | None, shown: datetime) -> datetime:
        if wanted is None:
            return shown
        start = start_of(wanted).astimezone(UTC)
        if self._state["time"] and start < shown:
            raise CannotStart(f"This sandbox has reached {day_of(shown)} and cannot go back.")
        return start

    async def kept(self, sandbox: Sandbox) -> None:
        """Note the calendar for as long as the platform runs, ahead of time: after a crash it never goes back."""
        while True:
            self._note(sandbox, datetime.now(UTC) + timedelta(seconds=2 * BEAT))
            await asyncio.sleep(BEAT)

    def stop(self, sandbox: Sandbox) -> None:
        """Note where the calendar stands still, once nothing runs any more."""
        self._note(sandbox, datetime.now(UTC))

    def _note(self, sandbox: Sandbox, real: datetime) -> None:
        self._state["time"] = sandbox.at(real).isoformat()


def _refuse_another_kind(began_as_sandbox: bool) -> NoReturn:
    began, cure = (
        ("a sandbox", "start with --sandbox SPEED") if began_as_sandbox else ("real", "start without --sandbox")
    )
    raise CannotStart(
        f"The data of this folder began as {began}, and a rehearsal must not meet real facts: start {cure}, or take "
        f"another folder with PRENAN_HOME=another-folder."
    )
