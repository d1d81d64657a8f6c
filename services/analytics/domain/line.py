"""The line to the target: which value a figure should have in a year, if it went there straight."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from contracts.indicators import Target

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """A value at a year."""

    year: int
    value: Decimal


@dataclass(frozen=True)
class Line:
    """Straight from the first whole year that was measured to each target in turn, level after the last.

    A target without a year holds at all times: the line is then level from the start.
    """

    marks: tuple[Mark, ...]

    def at(self, year: int) -> Decimal | None:
        """What should be reached in a year; None where there is no target, or the year lies before the line."""
        before = [mark for mark in self.marks if mark.year <= year]
        after = [mark for mark in self.marks if mark.year > year]
        if not before:
            return None
        if not after:
            return before[-1].value
        start, end = before[-1], after[0]
        passed = Decimal(year - start.year) / (end.year - start.year)
        return (start.value + passed * (end.value - start.value)).quantize(_CENT, ROUND_HALF_UP)


def line(targets: Sequence[Target], measured: Sequence[Mark]) -> Line:
    """The line through the targets in force, from where the figure stood before the first of them."""
    aims = sorted((Mark(one.year or 0, one.value) for one in targets), key=lambda mark: mark.year)
    if not aims:
        return Line(())
    start = next((mark for mark in measured if mark.year < aims[0].year), None)
    return Line((start, *aims) if start else tuple(aims))
