"""The limit beyond which a measure is an outlier; it can be frozen for a period and published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from services.analytics.domain.redflags.quartiles import quantile, quartiles

REACH = 1.5
"""How many interquartile ranges a fence stands away from its quartile (Tukey 1977)."""

Side = Literal["lower", "upper"]


@dataclass(frozen=True, slots=True)
class Fence:
    """A limit that belongs to the flagged side; `q1` and `q3` are None where it was set rather than measured."""

    limit: float
    q1: float | None = None
    q3: float | None = None


@dataclass(frozen=True)
class Fences:
    """Fences by measure, such as `R024` or `R038.Buyer`; a measure without one raises no flag."""

    by_measure: Mapping[str, Fence] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, measure: str) -> Fence | None:
        """The fence of a measure."""
        return self.by_measure.get(measure)


def measured(sample: Iterable[float], side: Side) -> Fence | None:
    """Tukey's fence of a sample; None where it is empty or both quartiles are 0 (Cardinal 0.0.6)."""
    ordered = sorted(sample)
    if not ordered:
        return None
    q1, q3 = quartiles(ordered)
    if q1 == q3 == 0:
        return None
    reach = REACH * (q3 - q1)
    return Fence(q1 - reach if side == "lower" else q3 + reach, q1, q3)


def percentile(sample: Iterable[float], percent: int) -> Fence | None:
    """The fence at a percentile (0 to 100) of a sample; None where it is empty."""
    ordered = sorted(sample)
    return Fence(quantile(ordered, percent / 100)) if ordered else None
