"""Reads of targets that buyers set: SQL that makes the documents of the API, ready to be sent."""

import asyncpg
import orjson

from chassis.paging import Page
from contracts.observatory import Goal
from services.analytics.domain.target_series import TargetSeries, series_id

_SERIES = """
    SELECT jsonb_build_object(
        'indicator', indicator, 'buyer', buyer, 'plan', plan, 'goals', goals, 'version', version)::text
    FROM target_series WHERE goals <> '[]' ORDER BY indicator, buyer
"""
_OF_BUYER = """
    SELECT id, indicator, buyer, plan, goals, version FROM target_series
    WHERE buyer = $1 AND goals <> '[]' ORDER BY indicator
"""
_HISTORY = """
    SELECT version::text AS key, jsonb_build_object('version', version, 'plan', plan, 'goals', goals, 'reason', reason,
        'set_by', set_by, 'set_at', set_at)::text AS document
    FROM target_setting WHERE series_id = $1 AND ($2::bigint IS NULL OR version {comparison} $2)
    ORDER BY version {order} LIMIT $3
"""


class TargetQueries:
    """What can be read of targets."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def series(self) -> list[str]:
        """Every series that holds something, as documents."""
        return [row[0] for row in await self._reads.fetch(_SERIES)]

    async def of_buyer(self, buyer: str | None) -> dict[str, TargetSeries]:
        """The series that a buyer set, by indicator; none where no buyer is asked for."""
        if buyer is None:
            return {}
        return {row["indicator"]: _series(row) for row in await self._reads.fetch(_OF_BUYER, buyer)}

    async def history(self, indicator: str, buyer: str, page: Page) -> list[tuple[str, str]]:
        """A page of the changes of one series."""
        query = _HISTORY.format(comparison=page.comparison, order=page.order)
        edge = int(page.edge) if page.edge else None
        rows = await self._reads.fetch(query, series_id(indicator, buyer), edge, page.limit + 1)
        return [(row["key"], row["document"]) for row in rows]


def _series(row: asyncpg.Record) -> TargetSeries:
    goals = tuple(Goal.model_validate(one) for one in orjson.loads(row["goals"]))
    return TargetSeries(**{**dict(row), "goals": goals})
