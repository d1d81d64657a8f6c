"""How a figure stands: what was counted, what it comes to, and whether it can be relied on."""

from dataclasses import dataclass
from decimal import Decimal

from contracts.observatory import FigureStatus


@dataclass(frozen=True)
class Standing:
    """A figure as its readers see it, in the unit of its indicator."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: FigureStatus

    @property
    def reliable(self) -> Decimal | None:
        """Its value where it can be relied on."""
        return self.value if self.status is FigureStatus.OK else None
