"""A buyer's figure beside those of its peers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Beside:
    """Where a value stands among those of peers: quartiles of theirs, and how many are below it; `peers` have one."""

    peers: int
    lower: Decimal | None
    median: Decimal | None
    upper: Decimal | None
    below: int | None


def beside(value: Decimal | None, peers: Sequence[Decimal]) -> Beside:
    """The quartiles of the peers' values (Hyndman and Fan 1996, type 8), and how many of them are below a value."""
    ordered = sorted(peers)
    if not ordered:
        return Beside(0, None, None, None, None)
    lower, median, upper = (_quantile(ordered, Decimal(part) / 4) for part in (1, 2, 3))
    below = None if value is None else sum(one < value for one in ordered)
    return Beside(len(ordered), lower, median, upper, below)


def _quantile(ordered: Sequence[Decimal], part: Decimal) -> Decimal:
    third = Decimal(1) / 3
    place = part * (len(ordered) + third) + third
    whole = int(place)
    if whole < 1:
        return ordered[0]
    if whole >= len(ordered):
        return ordered[-1]
    between = ordered[whole - 1] + (place - whole) * (ordered[whole] - ordered[whole - 1])
    return between.quantize(_CENT, ROUND_HALF_UP)
