"""A published figure: what was counted, what it comes to, and whether it can be relied on."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from contracts.indicators import Computation

RELIABLE_COVERAGE = Decimal("0.80")
SMALL_N = 5
_CENT = Decimal("0.01")
_THOUSANDTH = Decimal("0.001")
_RATE = Decimal("0.0001")


class Status(StrEnum):
    """Whether a figure can be relied on, and why not."""

    OK = "ok"
    INSUFFICIENT_DATA = "insufficient_data"
    SMALL_N = "small_n"
    NO_DATA = "no_data"
    NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True)
class Tally:
    """What was counted over a slice for one figure: rows of its grain, companies, days, or EUR excluding VAT.

    `support` is the number of rows behind the denominator, `rows` of those in the slice. A mean or a median of nothing
    is None.
    """

    numerator: Decimal | None
    denominator: Decimal | None
    known: Decimal
    total: Decimal
    support: int
    rows: int


NOTHING = Tally(None, None, Decimal(0), Decimal(0), 0, 0)
"""What is counted where there is nothing to count yet."""


@dataclass(frozen=True)
class Figure:
    """One figure over one slice."""

    computation: Computation
    tally: Tally

    @property
    def value(self) -> Decimal | None:
        """What its form makes of it, to two decimals where it is no whole number, a mean of days to three.

        None where nothing is known.
        """
        numerator, denominator = self.tally.numerator, self.tally.denominator
        if not self.tally.known or numerator is None:
            return None
        if self.computation.denominator is None:
            return numerator if numerator == numerator.to_integral_value() else _rounded(numerator)
        if not denominator:
            return None
        if self.computation.unit == "days":
            return (numerator / denominator).quantize(_THOUSANDTH, ROUND_HALF_UP)
        return _rounded((100 if self.computation.form == "share" else 1) * numerator / denominator)

    @property
    def coverage(self) -> Decimal | None:
        """The known part of what should be counted, from 0 to 1; None where there is nothing to count."""
        if not self.tally.total:
            return None
        return (self.tally.known / self.tally.total).quantize(_RATE)

    @property
    def status(self) -> Status:
        """Nothing known of something is not measurable, under 80 % insufficient; under 5 rows behind it are few."""
        tally = self.tally
        if not tally.rows:
            return Status.NO_DATA
        if tally.total and not tally.known:
            return Status.NOT_MEASURABLE
        if tally.known < RELIABLE_COVERAGE * tally.total or not tally.total:
            return Status.INSUFFICIENT_DATA
        if tally.denominator is not None and tally.support < SMALL_N:
            return Status.SMALL_N
        return Status.OK


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP)
