"""Percentiles of what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass


def percentile(values: Sequence[float], rank: float) -> float:
    """The smallest value that at least `rank` percent of the values do not exceed (nearest rank)."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    place = -(-len(ordered) * rank // 100)
    return ordered[max(int(place), 1) - 1]


def median(values: Sequence[float]) -> float:
    """The middle value; of two, the mean."""
    ordered = sorted(values)
    return (percentile(ordered, 50) + ordered[len(ordered) // 2]) / 2


@dataclass(frozen=True)
class Spread:
    """How long things took, in milliseconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spread":
        """The spread of durations in seconds."""
        p50, p95, p99 = (round(percentile(seconds, rank) * 1000, 3) for rank in (50, 95, 99))
        return cls(p50, p95, p99)
