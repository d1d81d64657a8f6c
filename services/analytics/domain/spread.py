"""What is usual among values: their middle, and how far from it they lie, kept in order as values come and go."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable


class Spread:
    """Values in ascending order: each of its numbers depends on them alone, not on the order in which they came."""

    def __init__(self, ascending: Iterable[float] = ()) -> None:
        self._values = array("d", ascending)

    def __len__(self) -> int:
        return len(self._values)

    def add(self, value: float) -> None:
        """Take a value in."""
        insort(self._values, value)

    def remove(self, value: float) -> None:
        """Take one of a value out; raises `ValueError` where there is none."""
        place = bisect_left(self._values, value)
        if self._values[place : place + 1] != array("d", [value]):
            raise ValueError(value)
        del self._values[place]

    @property
    def median(self) -> float:
        """The value in the middle, or half way between the two that are."""
        upper = len(self._values) // 2
        lower = (len(self._values) - 1) // 2
        return (self._values[lower] + self._values[upper]) / 2

    @property
    def deviation(self) -> float:
        """The median distance from the median (median absolute deviation)."""
        middle = self.median
        count = len(self._values)
        return (self._distance(middle, (count - 1) // 2) + self._distance(middle, count // 2)) / 2

    def _distance(self, middle: float, rank: int) -> float:
        """How far the value lies that so many others are nearer than: the nearest ones stand side by side."""
        values, first, last = self._values, 0, len(self._values) - rank - 1
        while first < last:
            place = (first + last) // 2
            if middle - values[place] > values[place + rank + 1] - middle:
                first = place + 1
            else:
                last = place
        return max(middle - values[first], values[first + rank] - middle)
