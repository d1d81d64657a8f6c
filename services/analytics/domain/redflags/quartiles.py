"""Sample quantiles as Hyndman and Fan number them: type 8, approximately unbiased for the median."""

from collections.abc import Sequence
from math import floor

_THIRD = 1 / 3


def quantile(ordered: Sequence[float], part: float) -> float:
    """The value under which `part` (0 to 1) of an ascending, non-empty sample lies (Hyndman and Fan 1996, type 8)."""
    position = (len(ordered) + _THIRD) * part + _THIRD
    below = floor(position)
    if below < 1:
        return ordered[0]
    if below >= len(ordered):
        return ordered[-1]
    lower, upper = ordered[below - 1], ordered[below]
    return lower + (position - below) * (upper - lower)


def quartiles(ordered: Sequence[float]) -> tuple[float, float]:
    """First and third quartile of an ascending, non-empty sample."""
    return quantile(ordered, 0.25), quantile(ordered, 0.75)
