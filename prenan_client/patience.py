"""How long one goes on asking for what is refused for a moment only."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from prenan_client.problems import Problem, Unreachable

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0

Result = TypeVar("Result")


@dataclass(frozen=True)
class Patience:
    """Repeats what may be repeated, for `seconds` at most: never sooner than the platform asks (`Retry-After`).

    Pauses double, and each is a little longer than that by chance, so that those who were refused together do not come
    back together.
    """

    seconds: float = 60.0
    pause: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def until_done(self, attempt: Callable[[], Result]) -> Result:
        """The first result; raises what the last attempt raised when it may not be repeated, or patience ends."""
        begun, pause = self.clock(), _FIRST_PAUSE
        while True:
            try:
                return attempt()
            except (Problem, Unreachable) as failure:
                asked = _asked(failure)
                wait = max(asked, pause) * random.uniform(1.0, 1.25)  # noqa: S311 - spreads callers, guards nothing
                if asked < 0 or self.clock() - begun + wait > self.seconds:
                    raise
            self.pause(wait)
            pause = min(2 * pause, _LONGEST_PAUSE)


def _asked(failure: Problem | Unreachable) -> float:
    """Seconds to wait at least; less than none where a repetition could not help."""
    if isinstance(failure, Unreachable):
        return 0.0
    return (failure.retry_after or 0.0) if failure.retryable else -1.0
