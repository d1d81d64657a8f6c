"""Batches of told rows, numbered in the order of their commits."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.analytics.persistence.news import News
from services.analytics.persistence.recordset import insertion, write
from services.analytics.persistence.told import TOLD, heard

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
_HEAR = f"""
    {insertion(heard)} ON CONFLICT (topic) DO UPDATE SET recorded_at = excluded.recorded_at
    WHERE heard.recorded_at < excluded.recorded_at
"""
_ADD = {table.name: f"{insertion(table)} ON CONFLICT DO NOTHING" for table in TOLD}


class Batches:
    """What was told, in the transaction of one batch."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, news: News) -> None:
        """Keep what a batch told under the next number; what is there already stays as it is.

        Numbers are given one batch at a time, so that whoever has seen a number has seen all before it.
        """
        await self._session.execute(_ALONE)
        number = (await self._session.execute(_NUMBER)).scalar_one()
        for name, statement in _ADD.items():
            await write(self._session, statement, [{**row, "batch": number} for row in news.rows.get(name, ())])
        told = [{"topic": topic, "recorded_at": at} for topic, at in news.heard.items()]
        await write(self._session, _HEAR, told)
