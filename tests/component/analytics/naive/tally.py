"""How rows become the numbers of a figure."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.component.analytics.naive.durations import median
from tests.component.analytics.naive.ledger import Json

Taken = Callable[[Json], Any]
"""Whether a row is counted; None and False are no."""


def anything(row: Json) -> bool:
    return True


def count(rows: Sequence[Json], taken: Taken) -> int:
    return sum(bool(taken(row)) for row in rows)


def add(rows: Sequence[Json], of: Taken) -> Fraction:
    """The sum of what is known."""
    return sum((Fraction(value) for row in rows if (value := of(row)) is not None), Fraction(0))


def different(rows: Sequence[Json], of: Taken) -> int:
    return len({of(row) for row in rows} - {None})


def middle(rows: Sequence[Json], of: Taken) -> float | None:
    return median([value for row in rows if (value := of(row)) is not None])


def mean(rows: Sequence[Json], of: Taken) -> Fraction | None:
    known = [Fraction(value) for row in rows if (value := of(row)) is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def by_company(rows: Sequence[Json], of: Taken) -> dict[str, Fraction]:
    found: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        if row["company"] is not None and (value := of(row)) is not None:
            found[row["company"]] += value
    return found


@dataclass(frozen=True)
class Figure:
    """What a figure comes from: as the catalogue's definition says it, in numbers."""

    numerator: Any
    denominator: Any = None
    known: Any = None
    total: Any = None


def of_counts(rows: Sequence[Json], numerator: Taken, denominator: Taken, total: Taken = anything) -> Figure:
    """Rows among rows: what is known is the denominator."""
    known = count(rows, denominator)
    return Figure(count(rows, numerator), known, known, count(rows, total))
