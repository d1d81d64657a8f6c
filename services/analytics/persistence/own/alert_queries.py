"""Reads of alerts: each key sees its own."""

import asyncpg

from chassis.paging import Page

_ALERTS = """
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'indicator', indicator, 'buyer', buyer,
        'department', department, 'email', email, 'created_at', created_at) ORDER BY id), '[]')::text
    FROM alert WHERE client = $1
"""
_NOTICES = """
    SELECT number::text AS key, jsonb_build_object('alert', alert_id, 'subject', subject, 'fact', fact_id, 'type', type,
        'text', text, 'at', at)::text AS document
    FROM alert_notice JOIN alert ON alert.id = alert_id
    WHERE client = $1 AND ($2::bigint IS NULL OR number {comparison} $2) ORDER BY number {order} LIMIT $3
"""


class AlertQueries:
    """What can be read of alerts."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def own(self, client: str) -> str:
        """The alerts of a key."""
        return str(await self._reads.fetchval(_ALERTS, client))

    async def notices(self, client: str, page: Page) -> list[tuple[str, str]]:
        """A page of what the alerts of a key told, the oldest first."""
        query = _NOTICES.format(comparison=page.comparison, order=page.order)
        edge = int(page.edge) if page.edge else None
        rows = await self._reads.fetch(query, client, edge, page.limit + 1)
        return [(row["key"], row["document"]) for row in rows]
