"""Reads of what only a buyer sees of its tenders: approvals, the record of acts, templates."""

from uuid import UUID

import asyncpg

from chassis.paging import InvalidCursor, Page
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.template import TemplateNotFound
from services.tenders.domain.tender_state import TenderNotFound
from services.tenders.persistence.wanted import Wanted

_OWN = "SELECT 1 FROM tender WHERE id = $1 AND $2 IN (buyer, '*')"
_REVIEW = """
    SELECT jsonb_build_object('tender_id', t.id, 'status', t.status, 'revision', t.revision,
        'rounds', coalesce(r.rounds, '[]'))::text AS document, t.revision
    FROM tender AS t LEFT JOIN review AS r ON r.id = t.id WHERE t.id = $1 AND $2 IN (t.buyer, '*')
"""
_ACTS = """
    SELECT id::text AS key, jsonb_build_object('at', at, 'client', client, 'act', act, 'detail', detail)::text
    FROM act_record WHERE tender_id = $1
"""
_TEMPLATE = """
    SELECT id::text AS key, jsonb_build_object('id', id, 'organisation', organisation, 'name', name, 'terms', terms,
        'lots', lots, 'made_at', made_at, 'revision', revision)::text AS document, revision FROM template
"""
_SHOWN = "($1 = '*' OR organisation IN ($1, '*'))"

Rows = list[tuple[str, str]]


class PreparationQueries:
    """What a buyer can read of its own preparation; to others it does not exist."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def review(self, tender_id: UUID, reader: Buyer) -> asyncpg.Record:
        """The approvals of a tender: `document`, and the tender's `revision`."""
        row = await self._reads.fetchrow(_REVIEW, tender_id, reader.organisation)
        if row is None:
            raise TenderNotFound
        return row

    async def acts(self, tender_id: UUID, reader: Buyer, page: Page) -> Rows:
        """A page of what was done to a tender, in the order in which it happened."""
        if await self._reads.fetchval(_OWN, tender_id, reader.organisation) is None:
            raise TenderNotFound
        edge = f" AND id {page.comparison} {_place(page.edge)}" if page.edge is not None else ""
        query = f"{_ACTS}{edge} ORDER BY act_record.id {page.order} LIMIT {page.limit + 1}"
        return [(row[0], row[1]) for row in await self._reads.fetch(query, tender_id)]

    async def template(self, template_id: UUID, reader: Buyer) -> asyncpg.Record:
        """A template: `document` and `revision`."""
        row = await self._reads.fetchrow(f"{_TEMPLATE} WHERE {_SHOWN} AND id = $2", reader.organisation, template_id)
        if row is None:
            raise TemplateNotFound
        return row

    async def templates(self, page: Page, reader: Buyer) -> Rows:
        """A page of an organisation's templates and of those that are shared with all."""
        wanted = Wanted(reader.organisation)
        wanted.add(_SHOWN)
        query = wanted.on(_TEMPLATE, page)
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *wanted.values)]


def _place(edge: str) -> int:
    if not edge.isdecimal():  # signed by us, but for another collection
        raise InvalidCursor
    return int(edge)
