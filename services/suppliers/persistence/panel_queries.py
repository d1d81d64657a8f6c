"""Reads of what a buyer keeps for itself: each names the buyer."""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from chassis.paging import Page
from contracts.vocabulary import Identifier
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.panels.panel import PanelNotFound
from services.suppliers.persistence.queries import Rows

_PANEL = """json_build_object('id', id, 'buyer', buyer, 'name', name, 'purpose', purpose, 'members', members,
    'revision', changes)::text"""
_PANELS = f"SELECT id::text AS key, {_PANEL} FROM panel WHERE buyer = $1"
_SHOWN = "json_build_object('id', s.id, 'identifier', s.state -> 'identifier', 'name', s.state ->> 'name')::text"
_MEMBERS = f"""SELECT s.sort_key AS key, {_SHOWN} FROM panel_member m JOIN supplier s ON s.id = m.supplier_id
    WHERE m.panel_id = $1"""
_FAVOURITES = (
    f"SELECT s.sort_key AS key, {_SHOWN} FROM favourite f JOIN supplier s ON s.id = f.supplier_id WHERE buyer = $1"
)
_NOTE = "json_build_object('id', id, 'buyer', buyer, 'text', text, 'client', client, 'written_at', written_at)::text"
_NOTES = f"SELECT id::text AS key, {_NOTE} FROM note WHERE buyer = $1 AND supplier_id = $2"
_CAUTION = """json_build_object('buyer', buyer, 'company', company, 'reason', reason, 'until', until, 'since', since,
    'client', client)::text"""
_CAUTIONS = f"SELECT company AS key, {_CAUTION} FROM caution WHERE buyer = $1 AND until >= $2"


class PanelQueries:
    """What one buyer reads of its own; nobody else's is ever in it."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def panels(self, buyer: str, page: Page) -> Rows:
        """A page of the panels, the oldest first."""
        return await self._page(_PANELS, "id::text", page, buyer)

    async def members(self, panel_id: UUID, buyer: str, page: Page) -> Rows:
        """A page of the suppliers of a panel, by name; raises `PanelNotFound`."""
        if await self._reads.fetchval("SELECT 1 FROM panel WHERE id = $1 AND buyer = $2", panel_id, buyer) is None:
            raise PanelNotFound
        return await self._page(_MEMBERS, "s.sort_key", page, panel_id)

    async def favourites(self, buyer: str, page: Page) -> Rows:
        """A page of the favourites, by name."""
        return await self._page(_FAVOURITES, "s.sort_key", page, buyer)

    async def notes(self, identifier: Identifier, buyer: str, page: Page) -> Rows:
        """A page of the notes on a supplier, the oldest first."""
        return await self._page(_NOTES, "id::text", page, buyer, supplier_id(identifier))

    async def cautions(self, buyer: str, day: date, page: Page) -> Rows:
        """A page of the cautions that count on a day."""
        return await self._page(_CAUTIONS, "company", page, buyer, day)

    async def _page(self, query: str, key: str, page: Page, *values: Any) -> Rows:
        edge = "" if page.edge is None else f"AND {key} {page.comparison} ${len(values) + 1}"
        asked = values if page.edge is None else (*values, page.edge)
        rows = await self._reads.fetch(f"{query} {edge} ORDER BY key {page.order} LIMIT {page.limit + 1}", *asked)
        return [(row[0], row[1]) for row in rows]
