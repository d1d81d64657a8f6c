"""A slice as SQL: which contracts it holds, and how they fall into groups."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, extract, func, or_

from contracts.vocabulary import Technique
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.persistence.tables import contract

_EXACT = ("buyer", "department", "area", "procedure", "nature", "technique")
_DIVISION_DIGITS = 2


def held(asked: Slice, table: FromClause = contract) -> ColumnElement[bool]:
    """Whether a contract is in a slice."""
    return and_(*_conditions(asked, table))


def _conditions(asked: Slice, table: FromClause) -> Iterator[ColumnElement[bool]]:
    row = table.c
    yield row.notified
    if asked.period.first and asked.period.last:
        yield row.notified_on.between(asked.period.first, asked.period.last)
    for name in _EXACT:
        if values := getattr(asked, name):
            yield row[name].in_(values)
    if asked.cpv:
        yield or_(*(row.cpv.startswith(prefix) for prefix in asked.cpv))
    if not (asked.subsequent or asked.technique):
        yield row.technique != Technique.SUBSEQUENT


def key(dimension: Dimension, table: FromClause = contract) -> ColumnElement[Any]:
    """What contracts are grouped by."""
    if dimension is Dimension.YEAR:
        return extract("year", table.c.notified_on)
    if dimension is Dimension.CPV:
        return func.left(table.c.cpv, _DIVISION_DIGITS)
    return table.c[dimension.value]
