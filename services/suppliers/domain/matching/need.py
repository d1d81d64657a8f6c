"""What a buyer looks for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import sqrt

from contracts.vocabulary import Cpv, Nuts, Place, Siret


@dataclass(frozen=True)
class ValueBand:
    """What the contract may be worth, in euros excluding VAT; both ends may be the same."""

    low: Decimal
    high: Decimal

    @cached_property
    def middle(self) -> float:
        """The geometric mean of the ends, in euros: amounts spread over orders of magnitude."""
        return sqrt(max(self.low, Decimal(1)) * max(self.high, Decimal(1)))


@dataclass(frozen=True)
class Need:
    """A need (besoin, CCP L2111-1) as matching reads it, judged by what was known on the day `on`; None is unsaid."""

    text: str
    on: date
    codes: tuple[Cpv, ...] = ()
    place: Place | None = None
    nuts: Nuts | None = None
    value: ValueBand | None = None
    buyer: Siret | None = None

    @cached_property
    def department(self) -> str | None:
        """The département where it is to be met."""
        return self.place.department if self.place else None
