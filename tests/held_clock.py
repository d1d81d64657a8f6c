"""A clock that a test holds in its hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from chassis.clock import Clock


@dataclass(frozen=True)
class HeldClock(Clock):
    """Routes are shown what the test shows; the platform's time at a real instant is that of any clock.

    It stands in the application's state, where routes find it: FastAPI takes apart every dependency of a request anew
    as soon as one of them is overridden, which costs a sixth of the time of these tests.
    """

    shown: Callable[[], datetime] = field(kw_only=True)

    def now(self) -> datetime:
        """What the test shows."""
        return self.shown()
