"""Why a figure cannot be relied on: which rows do not tell what it reads, and whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.indicators import Computation
from services.analytics.domain.grain import Grain
from services.analytics.domain.slice import Slice
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.measures import measures
from services.analytics.persistence.querying.condition import held
from services.analytics.persistence.querying.rendering import TODAY, render

MOST_DEPARTMENTS = 50
"""Departments that an answer names at most, those that owe most first."""


@dataclass(frozen=True)
class Lacking:
    """How many rows do not tell what a figure reads, by department; None gathers those without one."""

    departments: Mapping[str | None, int]


async def lacking(look: Look, grain: Grain, computation: Computation, asked: Slice, today: object) -> Lacking:
    """The departments that owe what is missing."""
    known, total = (
        render(measures(grain)[name], grain, asked, trusted=False)
        for name in (computation.coverage.known, computation.coverage.total)
    )
    condition = held(asked)
    sql = f"""
        SELECT department, count(*) AS missing FROM derived.{grain}
        WHERE {condition.sql} AND {total.taken} AND NOT {known.counted}
        GROUP BY department ORDER BY missing DESC, department NULLS LAST LIMIT {MOST_DEPARTMENTS}
    """
    values = condition.values | ({"today": today} if TODAY in sql else {})
    return Lacking(dict(await look.rows(sql, values)))
