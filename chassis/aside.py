"""What failed and is tried again later, so that everything else goes on."""

import time
from collections.abc import Callable
from uuid import UUID

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 300.0


class Aside:
    """Aggregates that could not do what was due, each with a pause that doubles at every failure.

    A process remembers its own; what it forgets when it ends is found again by the first attempt of the next one.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._failed: dict[UUID, tuple[int, float]] = {}

    def __len__(self) -> int:
        return len(self._failed)

    def __contains__(self, one: UUID) -> bool:
        return one in self._failed

    @property
    def ids(self) -> list[UUID]:
        """All that is set aside."""
        return list(self._failed)

    def put(self, one: UUID) -> int:
        """Set aside what failed; how often it did so far."""
        failures = self._failed.get(one, (0, 0.0))[0] + 1
        pause = min(FIRST_PAUSE_SECONDS * 2 ** (failures - 1), LONGEST_PAUSE_SECONDS)
        self._failed[one] = (failures, self._monotonic() + pause)
        return failures

    def forget(self, one: UUID) -> None:
        """It did what was due, or nothing is due any more."""
        self._failed.pop(one, None)

    def again(self) -> list[UUID]:
        """Those whose pause is over."""
        now = self._monotonic()
        return [one for one, (_, until) in self._failed.items() if until <= now]
