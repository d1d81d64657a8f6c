"""Reads of targets that buyers set: SQL that makes the documents of the API, ready to be sent."""

import asyncpg
import orjson

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
    SELECT jsonb_build_object('version', version, 'plan', plan, 'goals', goals, 'reason', reason, 'set_by', set_by,
        'set_at', set_at)::text
    FROM target_setting WHERE series_id = $1 ORDER BY version DESC LIMIT 1000
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

    async def history(self, indicator: str, buyer: str) -> list[str]:
        """Every change of one series, the latest first."""
        return [row[0] for row in await self._reads.fetch(_HISTORY, series_id(indicator, buyer))]


def _series(row: asyncpg.Record) -> TargetSeries:
    goals = tuple(Goal.model_validate(one) for one in orjson.loads(row["goals"]))
    return TargetSeries(**{**dict(row), "goals": goals})
