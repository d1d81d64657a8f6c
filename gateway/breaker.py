"""A breaker: stops calling an upstream that fails every time, and tries it again now and then."""

import time
from collections.abc import Callable

FAILURES = 5
"""Failures in a row after which an upstream is left alone."""
REST_SECONDS = 1.0


class Breaker:
    """Closed while calls succeed; open for a rest after failures in a row; then one call may try."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the last calls all failed."""
        return self._failures >= FAILURES

    def lets_pass(self) -> bool:
        """Whether a call may be made now; after each rest it is one."""
        if not self.is_open:
            return True
        now = self._clock()
        if now < self._rests_until:
            return False
        self._rests_until = now + REST_SECONDS
        return True

    def succeeded(self) -> None:
        """A call was answered."""
        self._failures = 0

    def failed(self) -> None:
        """A call was not answered."""
        self._failures += 1
        if self.is_open:
            self._rests_until = self._clock() + REST_SECONDS
