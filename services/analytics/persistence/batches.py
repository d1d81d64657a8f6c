"""Batches of told rows, numbered in the order of their commits."""

from collections.abc import Sequence

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.analytics.domain.telling.row import Row
from services.analytics.persistence.copied_rows import CopiedRows
from services.analytics.persistence.news import News
from services.analytics.persistence.told import TOLD

_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('observatory of ' || current_schema(), 0))")
_NUMBER = text("""
    INSERT INTO batch (number, positions, settled_at)
    SELECT coalesce((SELECT max(number) FROM batch), 0) + 1,
        (SELECT json_object_agg(topic, applied ORDER BY topic) FROM (
            SELECT topic, sum(next)::bigint AS applied FROM consumer_offset GROUP BY topic
        ) each),
        clock_timestamp()
    RETURNING number
""")
_HEAR = text("""
    INSERT INTO heard (topic, recorded_at) SELECT * FROM unnest(CAST(:topics AS text[]), CAST(:ats AS timestamptz[]))
    ON CONFLICT (topic) DO UPDATE SET recorded_at = excluded.recorded_at WHERE heard.recorded_at < excluded.recorded_at
""")
_TABLES = tuple(CopiedRows(table) for table in TOLD)


class Batches:
    """What was told, in the transaction of one batch."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.are_told = False
        """Whether any was told."""

    async def add(self, news: News) -> None:
        """Keep what a batch told under the next number; what is there already stays as it is.

        Numbers are given one batch at a time, so that whoever has seen a number has seen all before it.
        """
        await self._session.execute(_ALONE)
        number = (await self._session.execute(_NUMBER)).scalar_one()
        told = [(each, rows) for each in _TABLES if (rows := news.rows.get(each.name))]
        if told:
            await self._copy(told, number)
        if news.heard:
            await self._session.execute(_HEAR, {"topics": list(news.heard), "ats": list(news.heard.values())})
        self.are_told = True

    async def _copy(self, told: Sequence[tuple[CopiedRows, Sequence[Row]]], number: int) -> None:
        """Copy the rows at once; only where some are there already, those that are not."""
        raw = await (await self._session.connection()).get_raw_connection()
        connection: asyncpg.Connection = raw.driver_connection
        try:
            async with connection.transaction():
                for each, rows in told:
                    await _copy_into(connection, each.name, each, rows, number)
        except asyncpg.UniqueViolationError:
            for each, rows in told:
                await _add_missing(connection, each, rows, number)


async def _add_missing(connection: asyncpg.Connection, each: CopiedRows, rows: Sequence[Row], number: int) -> None:
    fresh = f"fresh_{each.name}"
    await connection.execute(f"CREATE TEMP TABLE {fresh} (LIKE {each.name}) ON COMMIT DROP")
    await _copy_into(connection, fresh, each, rows, number)
    columns = ", ".join(f'"{name}"' for name in each.columns)
    await connection.execute(
        f"INSERT INTO {each.name} ({columns}) SELECT {columns} FROM {fresh} ON CONFLICT DO NOTHING"
    )


async def _copy_into(
    connection: asyncpg.Connection, table: str, each: CopiedRows, rows: Sequence[Row], number: int
) -> None:
    await connection.copy_to_table(
        table, source=each.written(rows, number), columns=each.columns, format="text", null=""
    )
