"""Reads of reports: SQL that makes the documents of the API, ready to be sent."""

from uuid import UUID

import asyncpg

from chassis.paging import InvalidCursor, Page
from services.analytics.domain.citizen_report import ReportNotFound, ReportState

_DOCUMENT = """jsonb_build_object('id', id, 'contract_id', contract_id, 'field', field, 'wrong', wrong, 'state', state,
    'reported_at', reported_at, 'reason', reason, 'decided_at', decided_at, 'contact', contact,
    'decided_by', decided_by)::text"""
_ONE = f"SELECT {_DOCUMENT} AS document, revision FROM citizen_report WHERE id = $1"
_LISTED = f"""
    SELECT id::text, {_DOCUMENT} FROM citizen_report
    WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR contract_id = $2)
        AND ($3::uuid IS NULL OR id {{comparison}} $3)
    ORDER BY id {{order}} LIMIT $4
"""
_ACCEPTED = """
    SELECT coalesce(jsonb_agg(jsonb_build_object('field', field, 'reason', reason, 'decided_at', decided_at)
        ORDER BY decided_at, id), '[]')::text
    FROM citizen_report WHERE contract_id = $1 AND state = 'accepted'
"""


class ReportQueries:
    """What can be read of reports: all by those who decide, by the public which ones were accepted."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def report(self, report_id: UUID) -> asyncpg.Record:
        """A report: `document` and `revision`; raises `ReportNotFound`."""
        row = await self._reads.fetchrow(_ONE, report_id)
        if row is None:
            raise ReportNotFound
        return row

    async def reports(self, page: Page, state: ReportState | None, contract_id: UUID | None) -> list[tuple[str, str]]:
        """A page of reports in the order in which they came."""
        query = _LISTED.format(comparison=page.comparison, order=page.order)
        rows = await self._reads.fetch(query, state, contract_id, _edge(page.edge), page.limit + 1)
        return [(row[0], row[1]) for row in rows]

    async def accepted(self, contract_id: UUID) -> str:
        """What was accepted about a contract, as a JSON array: neither words nor contact of who said it."""
        found: str = await self._reads.fetchval(_ACCEPTED, contract_id)
        return found


def _edge(edge: str | None) -> UUID | None:
    try:
        return UUID(edge) if edge else None
    except ValueError as error:
        raise InvalidCursor from error
