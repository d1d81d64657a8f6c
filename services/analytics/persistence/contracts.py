"""The contracts as figures read them, and the history that first-time marks are read from."""

from collections.abc import Collection, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.analytics.domain.contract import FIRST_TIME_MONTHS, ObservedContract
from services.analytics.domain.version import Day
from services.analytics.persistence.recordset import as_json, insertion, replacement, write
from services.analytics.persistence.tables import contract, holder

_KEEP = replacement(contract, leave={"first_time"})
_FORGET_HOLDERS = text("DELETE FROM holder WHERE contract_id = ANY(CAST(:ids AS uuid[]))")
_ADD_HOLDERS = insertion(holder)
_DAYS = text("""
    SELECT DISTINCT buyer, company, notified_on FROM holder
    WHERE contract_id = ANY(CAST(:ids AS uuid[])) AND company IS NOT NULL AND notified_on IS NOT NULL
""")
_MARK = text(f"""
    WITH touched AS (
        SELECT buyer, company, min(day) AS first, max(day) AS last
        FROM json_to_recordset(CAST(:days AS json)) AS t (buyer text, company text, day date) GROUP BY 1, 2
    ), affected AS (
        SELECT unnest(CAST(:ids AS uuid[])) AS contract_id
        UNION
        SELECT h.contract_id FROM touched t JOIN holder h
            ON h.buyer = t.buyer AND h.company = t.company AND h.notified_on > t.first
            AND h.notified_on <= CAST(t.last + INTERVAL '{FIRST_TIME_MONTHS} months' AS date)
    ), marked AS (
        SELECT a.contract_id, bool_and(NOT EXISTS (
            SELECT FROM holder e WHERE e.buyer = h.buyer AND e.company = h.company AND e.notified_on < h.notified_on
            AND e.notified_on >= CAST(h.notified_on - INTERVAL '{FIRST_TIME_MONTHS} months' AS date)
        )) FILTER (WHERE h.contract_id IS NOT NULL) AS first_time
        FROM affected a LEFT JOIN holder h
            ON h.contract_id = a.contract_id AND h.company IS NOT NULL AND h.notified_on IS NOT NULL
        GROUP BY 1
    )
    UPDATE contract c SET first_time = m.first_time FROM marked m
    WHERE c.contract_id = m.contract_id AND c.first_time IS DISTINCT FROM m.first_time
""")


class Contracts:
    """What follows from the latest versions, in the transaction of a batch."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, observed: Sequence[ObservedContract]) -> None:
        """Put contracts and their holders in the place of what was known of them; marks stay as they were."""
        await write(self._session, _KEEP, observed)
        await self._session.execute(_FORGET_HOLDERS, {"ids": [one.contract_id for one in observed]})
        await write(self._session, _ADD_HOLDERS, list(chain.from_iterable(one.holdings for one in observed)))

    async def days(self, ids: Collection[UUID]) -> set[Day]:
        """The days that these contracts put into the history of their holders."""
        rows = await self._session.execute(_DAYS, {"ids": list(ids)})
        return {Day(*row) for row in rows}

    async def mark_first_times(self, ids: Collection[UUID], days: Collection[Day]) -> None:
        """Mark anew these contracts, and those whose window before notification holds one of these days."""
        await self._session.execute(_MARK, {"ids": list(ids), "days": as_json(list(days))})
