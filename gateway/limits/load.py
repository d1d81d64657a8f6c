"""How much this process has to do: requests in flight, and how late its event loop is."""

import asyncio
from collections import deque

from prometheus_client import Gauge

from gateway.limits.cost import CLASSES, Cost

LATE_SECONDS = 1.0
"""Lateness at which nothing more can be done in time."""
_LOOK_SECONDS = 0.1
_LOOKS = 3
"""So many looks in a row must all have been late: one may be the collector's, or another process's."""
_IN_FLIGHT = Gauge("prenan_in_flight", "Requests being answered, without those that wait for news or carry files")
_LATE = Gauge("prenan_loop_late_seconds", "How late the event loop was at each of the last looks")


class Load:
    """Counts what is in flight, and watches the loop; `patience` bears as much more lateness."""

    def __init__(self, most_in_flight: int, patience: float = 1.0) -> None:
        self._most, self._bearable = most_in_flight, LATE_SECONDS * patience
        self._late: deque[float] = deque([0.0] * _LOOKS, maxlen=_LOOKS)
        self.in_flight = 0
        self._light, self._heavy = _Carried(self, 0), _Carried(self, 1)

    @property
    def pressure(self) -> float:
        """What there is to do, as a part of what can be done."""
        return max(self.in_flight / self._most, min(self._late) / self._bearable)

    def refuses(self, cost: Cost) -> bool:
        """Whether a request of this class comes at the wrong moment."""
        return self.pressure >= CLASSES[cost].refused_at

    def carrying(self, cost: Cost) -> "_Carried":
        """Count a request while it is answered; one that waits for news or carries a file is hardly any work."""
        return self._light if cost is Cost.STREAM else self._heavy

    def note(self, late: float) -> None:
        """The loop was so many seconds late at a look."""
        self._late.append(late)
        _LATE.set(min(self._late))
        _IN_FLIGHT.set(self.in_flight)

    async def watch(self) -> None:
        """Look for ever."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _LOOK_SECONDS
            await asyncio.sleep(_LOOK_SECONDS)
            self.note(loop.time() - due)


class _Carried:
    """Requests of some weight while they are answered; one object serves them all."""

    def __init__(self, load: Load, weight: int) -> None:
        self._load, self._weight = load, weight

    def __enter__(self) -> None:
        self._load.in_flight += self._weight

    def __exit__(self, *_: object) -> None:
        self._load.in_flight -= self._weight
