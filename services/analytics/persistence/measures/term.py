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
    DEPENDENT = "dependent"
    """How many companies whose sum of values is above 30 % of their own yearly `turnover`, a column of the grain."""


EVERY = "true"
"""All rows."""


@dataclass(frozen=True)
class Term:
    """SQL over the columns of a grain: the rows `taken` (unknown counts as not), and `of` which value of each.

    The SQL may hold `{value}`, `{allotted}`, `{first_time}`, `{known_first_time}`, `{regional}`, `{known_place}`,
    `{regional_value}` and `{known_place_value}`, which a question's own readings replace. Whether the question asks for
    raw or for trusted values, `{raw}` is the declared one, `{trusted}` the one that no rule sets aside and `{anomaly}`
    the code of the first rule that does, null where none; `{today}` is the day from which one looks.
    """

    taken: str = EVERY
    of: str | None = None
    how: How = How.COUNT
    money: bool = False
    """Whether it is in EUR excluding VAT."""
    among: str | None = None
    """What `taken` asks beside a known value: enough for a sum, which leaves out what is unknown."""


def euros(taken: str, of: str, how: How = How.SUM) -> Term:
    """A value of the rows taken, EUR excluding VAT; those of which it is unknown are not taken."""
    return Term(told(of) if taken == EVERY else f"({taken}) and {told(of)}", of, how, money=True, among=taken)


def told(of: str) -> str:
    """The rows of which a value is known."""
    return f"{of} is not null" if of.strip("{}").isidentifier() else f"({of}) is not null"
