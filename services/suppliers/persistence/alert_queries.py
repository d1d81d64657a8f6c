"""Reads of saved searches: each names the organisation whose own they are."""

from uuid import UUID

import asyncpg

from chassis.paging import Page
from services.suppliers.domain.alerts.search import SearchNotFound
from services.suppliers.persistence.queries import Rows

_SEARCHES = """SELECT id::text AS key, (terms || jsonb_build_object('id', id, 'organisation', organisation, 'email',
    email, 'since', since, 'revision', changes))::text FROM saved_search WHERE organisation = $1"""
_FOUND_KEY = """to_char(found_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US ') || subject"""
_HITS = f"""SELECT {_FOUND_KEY} AS key, (notice || jsonb_build_object('found_at', found_at))::text FROM hit
    WHERE search_id = $1"""
_OWN = "SELECT 1 FROM saved_search WHERE id = $1 AND organisation = $2"


class AlertQueries:
    """What an organisation reads of its own searches."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def searches(self, organisation: str, page: Page) -> Rows:
        """A page of the searches, the oldest first."""
        return await self._page(_SEARCHES, "id::text", organisation, page)

    async def hits(self, search_id: UUID, organisation: str, page: Page) -> Rows:
        """A page of what was found for a search; raises `SearchNotFound`."""
        if await self._reads.fetchval(_OWN, search_id, organisation) is None:
            raise SearchNotFound
        return await self._page(_HITS, _FOUND_KEY, search_id, page)

    async def _page(self, query: str, key: str, first: object, page: Page) -> Rows:
        edge = "" if page.edge is None else f"AND {key} {page.comparison} $2"
        values = [first] if page.edge is None else [first, page.edge]
        rows = await self._reads.fetch(f"{query} {edge} ORDER BY key {page.order} LIMIT {page.limit + 1}", *values)
        return [(row[0], row[1]) for row in rows]
