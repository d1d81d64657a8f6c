"""Reads of the invitations of a supplier, as ready JSON."""

from uuid import UUID

import asyncpg

from chassis.paging import Page, instant_and_identity

_INVITATIONS = """SELECT
    to_char(c.invited_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' ' || c.id,
    jsonb_build_object(
    'id', r.id, 'status', r.status, 'title', r.terms -> 'title', 'deadline', (r.terms ->> 'deadline')::timestamptz,
    'buyer', CASE WHEN (r.terms ->> 'anonymous')::bool THEN NULL ELSE r.terms -> 'buyer' END,
    'standing', c.status, 'invited_at', c.invited_at)::text
    FROM contact c JOIN sourcing_request r ON r.id = c.request_id
    WHERE c.supplier_id = $1 AND c.status <> 'waiting'
    AND ($2::timestamptz IS NULL OR (c.invited_at, c.id) {comparison} ($2, $3::uuid))
    ORDER BY c.invited_at {order}, c.id {order} LIMIT {limit}"""


class InvitationQueries:
    """What can be read of the requests that asked a supplier, by the supplier alone."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def own(self, page: Page, supplier: UUID) -> list[tuple[str, str]]:
        """A page of the requests that asked a supplier; where they are anonymous, without their buyer."""
        query = _INVITATIONS.format(comparison=page.comparison, order=page.order, limit=page.limit + 1)
        rows = await self._reads.fetch(query, supplier, *instant_and_identity(page.edge))
        return [(row[0], row[1]) for row in rows]
