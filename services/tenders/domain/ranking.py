"""The order of the bids for a lot, from prices and marks alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

from chassis.errors import Conflict
from contracts.procedures import Criterion
from contracts.reference.price_formulas import PriceFormula
from services.tenders.domain.price_formula import is_priced, rates

STEP = Decimal("0.0001")
"""To what the points of a criterion are rounded, half up; a total is their exact sum."""


class DrawNeeded(Conflict):
    """Bids have the same total and the same price: their order is drawn by lot and given with the conclusion."""


@dataclass(frozen=True)
class Yardstick:
    """A criterion as it is applied: its number within the lot, from 1, its best mark and its price formula."""

    number: int
    criterion: Criterion
    maximum: int
    formula: PriceFormula

    @property
    def priced(self) -> bool:
        """Whether the formula gives its points."""
        return is_priced(self.criterion)


@dataclass(frozen=True)
class Points:
    """What a bid earns under one criterion, out of its weight."""

    criterion: int
    name: str
    weight: int
    points: Decimal


@dataclass(frozen=True)
class Ranked:
    """A bid in its place: `rank` from 1, `total` out of 100, the points that it sums, and its price in euros."""

    bid_id: UUID
    rank: int
    total: Decimal
    price: Decimal
    parts: tuple[Points, ...]


Marks = Mapping[tuple[UUID, int], Sequence[Decimal]]
"""The marks that evaluators gave, by bid and number of the criterion."""


def rank(
    yardsticks: Sequence[Yardstick], marks: Marks, prices: Mapping[UUID, Decimal], draw: Sequence[UUID] = ()
) -> list[Ranked]:
    """The bids in order of their totals (classement): CCP L2152-7.

    Equal totals go by the lower price, equal prices by the `draw`; refuses equal bids that were not drawn. The mean of
    its marks counts for a criterion, whoever gave them.
    """
    parts = _parts(yardsticks, marks, prices)
    totals = {bid: sum((part.points for part in parts[bid]), Decimal(0)) for bid in prices}
    _must_be_drawn(Counter((totals[bid], prices[bid]) for bid in prices), totals, prices, draw)
    turns = {bid: turn for turn, bid in enumerate(draw)}
    ordered = sorted(prices, key=lambda bid: (-totals[bid], prices[bid], turns.get(bid, 0)))
    return [Ranked(bid, place, totals[bid], prices[bid], parts[bid]) for place, bid in enumerate(ordered, 1)]


def _parts(
    yardsticks: Sequence[Yardstick], marks: Marks, prices: Mapping[UUID, Decimal]
) -> dict[UUID, tuple[Points, ...]]:
    by_criterion = [_points(one, marks, prices) for one in yardsticks]
    return {bid: tuple(points[bid] for points in by_criterion) for bid in prices}


def _points(yardstick: Yardstick, marks: Marks, prices: Mapping[UUID, Decimal]) -> dict[UUID, Points]:
    criterion, number = yardstick.criterion, yardstick.number
    if yardstick.priced:
        parts = rates(yardstick.formula, prices)
    else:
        parts = {bid: _mean(marks[bid, number]) / yardstick.maximum for bid in prices}
    return {
        bid: Points(number, criterion.name, criterion.weight, _rounded(part * criterion.weight))
        for bid, part in parts.items()
    }


def _mean(marks: Sequence[Decimal]) -> Fraction:
    return sum(map(Fraction, marks), Fraction(0)) / len(marks)


def _rounded(points: Fraction) -> Decimal:
    """Half up, from the exact fraction: a decimal division would round twice."""
    steps = points / Fraction(STEP)
    return ((2 * steps.numerator + steps.denominator) // (2 * steps.denominator) * STEP).quantize(STEP, ROUND_HALF_UP)


def _must_be_drawn(
    shared: Counter[tuple[Decimal, Decimal]],
    totals: Mapping[UUID, Decimal],
    prices: Mapping[UUID, Decimal],
    draw: Sequence[UUID],
) -> None:
    equal = [bid for bid in prices if shared[totals[bid], prices[bid]] > 1]
    if not set(equal) <= set(draw):
        raise DrawNeeded(bids=sorted(map(str, equal)))
