"""Token buckets by the generic cell rate algorithm (GCRA, ITU-T I.371): one number for each caller and class."""

import time
from collections.abc import Callable, Mapping
from itertools import islice
from typing import NamedTuple

from gateway.limits.cost import Cost, Quota

MOST_REMEMBERED = 50_000
"""Callers and classes, a quarter of a kilobyte each."""


_DUST = 1e-9
"""Seconds: a sum of many steps is not exact."""


class Taken(NamedTuple):
    """What taking from a bucket found: requests that are left, seconds until it is full, seconds to wait first."""

    left: int
    full_in: float
    wait: float


class Buckets:
    """The buckets of all callers of one kind, in a bounded memory: a full one needs none."""

    def __init__(
        self,
        quotas: Mapping[Cost, Quota],
        most: int = MOST_REMEMBERED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._steps = {cost: (quota.seconds / quota.requests, quota.seconds) for cost, quota in quotas.items()}
        self._most, self._clock = most, clock
        self._full_at: dict[tuple[str, Cost], float] = {}

    def __len__(self) -> int:
        return len(self._full_at)

    def wait(self, who: str, cost: Cost) -> float:
        """Seconds until a request could be taken; 0 where one can be now."""
        step, window = self._steps[cost]
        wait = self._full_at.get((who, cost), float("-inf")) + step - self._clock() - window
        return wait if wait > _DUST else 0.0

    def take(self, who: str, cost: Cost) -> Taken:
        """Take one request out of a caller's bucket; nothing is taken where there is a `wait`."""
        now = self._clock()
        step, window = self._steps[cost]
        key = (who, cost)
        full_at = max(self._full_at.get(key, now), now) + step
        wait = full_at - now - window
        if wait > _DUST:
            return Taken(0, full_at - step - now, wait)
        if len(self._full_at) >= self._most:
            self._forget(now)
        self._full_at[key] = full_at
        return Taken(int((_DUST - wait) / step), full_at - now, 0.0)

    def _forget(self, now: float) -> None:
        """Forget the buckets that are full again; where too few are, also those that were begun first."""
        self._full_at = {key: full_at for key, full_at in self._full_at.items() if full_at > now}
        surplus = len(self._full_at) - self._most * 3 // 4
        for key in list(islice(self._full_at, max(surplus, 0))):
            del self._full_at[key]
