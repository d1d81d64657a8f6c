"""The bounds beyond which the value of a contract is not usual in its CPV division."""

from dataclasses import dataclass
from math import exp, inf
from typing import Self

from services.analytics.domain.spread import Spread

LEAST_KNOWN = 20
"""Values from which one can tell what is usual."""
_DEVIATIONS = 3 * 1.4826
"""Three robust standard deviations, in median absolute ones."""
_NEARLY = 1e-9
Range = tuple[float, float]
_EVERY: Range = (0.0, inf)


@dataclass(frozen=True)
class Usual:
    """Middle and spread of the natural logarithm of values in EUR, and the bounds; None where one cannot tell.

    There are no bounds where more than half of the values are the same.
    """

    known: int
    median: float
    deviation: float
    least: float | None = None
    most: float | None = None

    @classmethod
    def of(cls, sizes: Spread) -> Self | None:
        """What is usual among such logarithms; None of none."""
        if not len(sizes):
            return None
        known, median, deviation = len(sizes), sizes.median, sizes.deviation
        if known < LEAST_KNOWN or not deviation:
            return cls(known, median, deviation)
        reach = _DEVIATIONS * deviation
        return cls(known, median, deviation, median - reach, median + reach)


def between(before: Usual | None, after: Usual | None) -> list[Range]:
    """The ranges of values in EUR, a little too wide, that were within bounds and no more are, or the other way."""
    told = [(one.least, one.most) for one in (before, after) if one and one.least is not None and one.most is not None]
    if not told:
        return []
    if len(told) == 1:
        return [_EVERY]
    (least, most), (now_least, now_most) = told
    return [_range(*ends) for ends in ((least, now_least), (most, now_most)) if ends[0] != ends[1]]


def _range(one: float, other: float) -> Range:
    return exp(min(one, other)) * (1 - _NEARLY), exp(max(one, other)) * (1 + _NEARLY)
