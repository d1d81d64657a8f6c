"""A published figure: what was counted, what it comes to, and whether it can be relied on."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from contracts.indicators import Indicator

RELIABLE_COVERAGE = Decimal("0.80")
SMALL_N = 5
_CENT = Decimal("0.01")
_RATE = Decimal("0.0001")


class Status(StrEnum):
    """Whether a figure can be relied on, and why not."""

    OK = "ok"
    INSUFFICIENT_DATA = "insufficient_data"
    SMALL_N = "small_n"
    NO_DATA = "no_data"


@dataclass(frozen=True)
class Tally:
    """What was counted over a slice for one indicator: contracts, companies, or EUR excluding VAT.

    `support` is the number of contracts behind the denominator.
    """

    numerator: Decimal
    denominator: Decimal | None
    known: Decimal
    total: Decimal
    support: int
    contracts: int


@dataclass(frozen=True)
class Figure:
    """One figure over one slice."""

    indicator: Indicator
    tally: Tally

    @property
    def value(self) -> Decimal | None:
        """The numerator, or 100 times it over the denominator, to two decimals; None where nothing is known."""
        if not self.tally.known or self.tally.denominator == 0:
            return None
        if self.tally.denominator is None:
            return self.tally.numerator
        return (100 * self.tally.numerator / self.tally.denominator).quantize(_CENT, ROUND_HALF_UP)

    @property
    def coverage(self) -> Decimal | None:
        """The known part of what should be counted, from 0 to 1; None where there is nothing to count."""
        if not self.tally.total:
            return None
        return (self.tally.known / self.tally.total).quantize(_RATE)

    @property
    def status(self) -> Status:
        """Under 80 % known is insufficient; under 5 contracts in the denominator is small."""
        tally = self.tally
        if not tally.contracts:
            return Status.NO_DATA
        if tally.known < RELIABLE_COVERAGE * tally.total or not tally.total:
            return Status.INSUFFICIENT_DATA
        if tally.denominator is not None and tally.support < SMALL_N:
            return Status.SMALL_N
        return Status.OK
