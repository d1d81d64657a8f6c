"""Reads of what came of a lot, as ready JSON."""

from uuid import UUID

import asyncpg

from chassis.errors import NotFound

_RESULT = """
    SELECT jsonb_build_object(
        'lot', lot -> 'number', 'title', lot -> 'title', 'bids', lot -> 'bids', 'criteria', lot -> 'criteria',
        'holders', lot #> '{award,holders}', 'value', lot #> '{award,value}',
        'awarded_at', (lot #>> '{award,awarded_at}')::timestamptz
    )::text AS document, revision
    FROM tender, jsonb_array_elements(lots) AS lot
    WHERE id = $1 AND lot ->> 'number' = $2::text AND lot ->> 'status' = 'awarded' AND status <> 'cancelled'
"""


class ResultNotKnown(NotFound):
    """This lot was not awarded, or not yet."""


class Results:
    """What anybody may read of a lot that was awarded."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def result(self, tender_id: UUID, number: int) -> asyncpg.Record:
        """Who won a lot: `document`, and the `revision` of its tender."""
        row = await self._reads.fetchrow(_RESULT, tender_id, str(number))
        if row is None:
            raise ResultNotKnown(lot=number)
        return row
