"""What a query of figures found, by group: the parts of each figure, by declared and by trusted values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.analytics.domain.figure import Tally


@dataclass(frozen=True)
class Tallies:
    """What was counted for one computation, by declared and by trusted values; the same where it reads none."""

    declared: Tally
    trusted: Tally


@dataclass(frozen=True)
class Group:
    """The tallies of one group, in the order of the computations; `keys` is None of the whole."""

    keys: tuple[str | None, ...] | None
    tallies: tuple[Tallies, ...]


@dataclass(frozen=True)
class Parts:
    """Where the parts of a tally stand in a row."""

    numerator: str
    denominator: str | None
    known: str
    total: str
    support: str


def tally(parts: Parts, numbers: Mapping[str, Any], rows: str) -> Tally:
    """A tally of the numbers of a row, by name; `rows` names how many rows there are."""
    return Tally(
        numerator=_number(numbers[parts.numerator]),
        denominator=None if parts.denominator is None else _number(numbers[parts.denominator]),
        known=_number(numbers[parts.known]) or Decimal(0),
        total=_number(numbers[parts.total]) or Decimal(0),
        support=numbers[parts.support],
        rows=numbers[rows],
    )


def _number(found: Any) -> Decimal | None:
    """What SQL gives as an exact number; of what is not exact, six digits after the point."""
    if found is None:
        return None
    return Decimal(str(round(found, 6))) if isinstance(found, float) else Decimal(found)
