"""A slice as a condition on contracts of the columnar copy."""

from collections.abc import Iterator

from services.analytics.domain.slice import Slice
from services.analytics.persistence.exploring.condition import Condition

_EXACT = ("buyer", "department", "area", "procedure", "nature", "technique")


def held(asked: Slice) -> Condition:
    """Whether a contract is in a slice."""
    return Condition.every(_conditions(asked))


def _conditions(asked: Slice) -> Iterator[Condition]:
    if asked.period.first and asked.period.last:
        yield Condition("day BETWEEN $first AND $last", {"first": asked.period.first, "last": asked.period.last})
    for name in _EXACT:
        if values := getattr(asked, name):
            yield Condition(f"list_contains(${name}, {name})", {name: list(values)})
    if asked.cpv:
        sql = " OR ".join(f"starts_with(cpv, $cpv{place})" for place in range(len(asked.cpv)))
        yield Condition(sql, {f"cpv{place}": prefix for place, prefix in enumerate(asked.cpv)})
    if not (asked.subsequent or asked.technique):
        yield Condition("NOT subsequent")
