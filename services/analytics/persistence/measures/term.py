"""What a measure takes of the rows of a grain, and how it makes one number of them."""

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How the values taken become one number; the order of rows never matters."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    P95 = "p95"
    DISTINCT = "distinct"
    """How many different values."""
    HERFINDAHL = "herfindahl"
    """Sum of squared shares of the values by company, 0 to 10,000."""
    TOP_TEN = "top-ten"
    """What the ten largest companies take of the sum."""


@dataclass(frozen=True)
class Term:
    """SQL over the columns of a grain: the rows `taken` (unknown counts as not), and `of` which value of each.

    The SQL may hold `{value}`, `{allotted}`, `{first_time}`, `{known_first_time}`, `{regional}`, `{known_place}`,
    `{regional_part}` and `{known_place_part}`, which a question's own readings replace.
    """

    taken: str = "true"
    of: str | None = None
    how: How = How.COUNT
