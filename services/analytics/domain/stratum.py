"""What goes with a clause: contracts with it beside contracts without it, like with like."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SMALL = 5
"""Fewer contracts than this on a side say little; the stratum is shown, marked, and counted all the same."""
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Side:
    """Contracts of one side of whom the figure is known, and the sum of what is measured of them."""

    contracts: int = 0
    total: Decimal = Decimal(0)

    @property
    def mean(self) -> Decimal | None:
        """What comes on a contract; None where there is none."""
        return (self.total / self.contracts).quantize(_CENT, ROUND_HALF_UP) if self.contracts else None

    def __add__(self, other: "Side") -> "Side":
        return Side(self.contracts + other.contracts, self.total + other.total)


@dataclass(frozen=True)
class Stratum:
    """Contracts of one size of value and one CPV division, with the clause and without it."""

    band: str
    division: str | None
    with_clause: Side
    without_clause: Side

    @property
    def is_small(self) -> bool:
        """Whether a side has fewer than `SMALL` contracts."""
        return min(self.with_clause.contracts, self.without_clause.contracts) < SMALL

    @property
    def weight(self) -> Decimal:
        """What its difference counts for: n1 n0 / (n1 + n0) (Mantel and Haenszel 1959); 0 where a side is empty."""
        one, other = self.with_clause.contracts, self.without_clause.contracts
        return Decimal(one * other) / (one + other) if one and other else Decimal(0)

    @property
    def difference(self) -> Decimal:
        """How much more comes on a contract with the clause, unrounded."""
        one, other = self.with_clause, self.without_clause
        return one.total / one.contracts - other.total / other.contracts


@dataclass(frozen=True)
class Association:
    """Both sides as they are, and the difference within strata: it says what goes together, not what causes what."""

    with_clause: Side
    without_clause: Side
    difference: Decimal | None
    """Weighted mean of the differences within strata that have both sides; None where none has."""
    compared: int
    """Contracts of these strata."""
    strata: Sequence[Stratum]


def association(strata: Sequence[Stratum]) -> Association:
    """The association over all strata."""
    both = [one for one in strata if one.weight]
    weight = sum((one.weight for one in both), Decimal(0))
    difference = sum((one.weight * one.difference for one in both), Decimal(0)) / weight if weight else None
    return Association(
        with_clause=sum((one.with_clause for one in strata), Side()),
        without_clause=sum((one.without_clause for one in strata), Side()),
        difference=None if difference is None else difference.quantize(_CENT, ROUND_HALF_UP),
        compared=sum(one.with_clause.contracts + one.without_clause.contracts for one in both),
        strata=strata,
    )
