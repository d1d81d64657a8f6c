"""A slice as SQL: which rows of a grain are in it, and what they are grouped by."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.vocabulary import Technique
from services.analytics.domain.slice import FILTERS, UNTOLD, Dimension, Scope, Slice

_GROUPS = {
    Dimension.YEAR: "year(day)",
    Dimension.QUARTER: "year(day) * 10 + quarter(day)",
    Dimension.MONTH: "year(day) * 100 + month(day)",
    Dimension.CPV: "division",
}
"""What is not grouped by the column of its own name; numbers, for a text made of each row's day costs the most."""
_SPOKEN: Mapping[Dimension, Callable[[Any], str]] = {
    Dimension.QUARTER: lambda number: f"{number // 10}-Q{number % 10}",
    Dimension.MONTH: lambda number: f"{number // 100}-{number % 100:02}",
}
_DIVISION = 2
"""Digits of a CPV code that name its division."""


@dataclass(frozen=True)
class Condition:
    """SQL that is true of the rows in a slice, and the values that it names: what is asked is no part of the SQL."""

    sql: str
    values: dict[str, Any]


def held(asked: Slice) -> Condition:
    """Which rows a slice holds."""
    values: dict[str, Any] = {}
    sql = " AND ".join([*_days(asked, values), *_filters(asked, values), *_techniques(asked)])
    return Condition(sql or "true", values)


def key(dimension: Dimension, scope: Scope) -> str:
    """What rows are grouped by."""
    return _GROUPS.get(dimension) or _column(dimension.value, scope)


def spoken(dimension: Dimension, found: str | int | None) -> str | None:
    """The name of a group that was found by its key."""
    return None if found is None else _SPOKEN.get(dimension, str)(found)


def owner(scope: Scope) -> str:
    """Whose the rows are."""
    return "principal" if scope is Scope.WITH_MANDATARIES else "buyer"


def _column(name: str, scope: Scope) -> str:
    return owner(scope) if name == "buyer" else name


def _days(asked: Slice, values: dict[str, Any]) -> Iterator[str]:
    if asked.period.is_undated:
        yield "day IS NULL"
    elif asked.period.first:
        values.update(first_day=asked.period.first, last_day=asked.period.last)
        yield "day BETWEEN $first_day AND $last_day"


def _filters(asked: Slice, values: dict[str, Any]) -> Iterator[str]:
    for name in FILTERS:
        given = getattr(asked, name)
        told = [value for value in given if value != UNTOLD]
        column = _column(name, asked.scope)
        alternatives = [f"{column} IS NULL"] if len(told) < len(given) else []
        for number, value in enumerate(told):
            values[f"{name}_{number}"] = value
        if name == "cpv":
            alternatives += _codes(told)
        elif told:
            alternatives.append(f"{column} IN ({', '.join(f'${name}_{number}' for number in range(len(told)))})")
        if alternatives:
            yield f"({' OR '.join(alternatives)})"


def _codes(prefixes: Sequence[str]) -> Iterator[str]:
    """Which CPV codes begin with one of these."""
    divisions = [f"$cpv_{number}" for number, prefix in enumerate(prefixes) if len(prefix) == _DIVISION]
    if divisions:
        yield f"division IN ({', '.join(divisions)})"
    for number, prefix in enumerate(prefixes):
        if len(prefix) > _DIVISION:
            yield f"starts_with(cpv, $cpv_{number})"


def _techniques(asked: Slice) -> Iterator[str]:
    if not asked.subsequent and Technique.SUBSEQUENT not in asked.technique:
        yield "NOT coalesce(subsequent, false)"
