"""Reads of what buyer and suppliers tell each other while bids may come: amendments, questions, letters."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg

from chassis.paging import InvalidCursor, Page
from contracts.vocabulary import Siret
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.question import QuestionStatus
from services.tenders.domain.tender_state import TenderNotFound

Rows = list[tuple[str, str]]

_TENDER = """SELECT $2 IN (buyer, '*') AS own FROM tender
    WHERE id = $1 AND (published_at IS NOT NULL OR $2 IN (buyer, '*'))"""
_AMENDMENTS = """SELECT a ->> 'number', (a || jsonb_build_object('deadline', (a ->> 'deadline')::timestamptz,
    'amended_at', (a ->> 'amended_at')::timestamptz))::text FROM tender, jsonb_array_elements(amendments) AS a
    WHERE id = $1 AND ($2::int IS NULL OR (a ->> 'number')::int {comparison} $2)
    ORDER BY (a ->> 'number')::int {order} LIMIT {limit}"""
_QUESTIONS = """SELECT id::text AS key, jsonb_build_object('id', id, 'status', status, 'text', text,
    'asked_at', asked_at, 'answer', CASE status WHEN 'answered' THEN answer END,
    'reason', CASE status WHEN 'declined' THEN answer END,
    'to', audience, 'settled_at', settled_at, 'revision', revision)::text FROM question
    WHERE tender_id = $1 AND ($2::uuid IS NULL OR id {comparison} $2) AND ($3::text IS NULL OR status = $3)
    AND ($4 OR (status = 'answered' AND audience = 'all') OR organisation = $5 OR id = $6)
    ORDER BY id {order} LIMIT {limit}"""
_LETTERS = """SELECT id::text AS key, jsonb_build_object('id', id, 'cause', cause, 'email', email, 'attempts', attempts,
    'sent_at', sent_at, 'due_at', due_at, 'error', error)::text FROM notification
    WHERE about = $1 AND ($2::uuid IS NULL OR id {comparison} $2) ORDER BY id {order} LIMIT {limit}"""


class ExchangeQueries:
    """What can be read of the exchanges about a tender; who asked is shown to nobody."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def amendments(self, tender_id: UUID, reader: Buyer, page: Page) -> Rows:
        """A page of a tender's amendments, the first one first."""
        await self._tender(tender_id, reader)
        return await self._page(_AMENDMENTS, page, tender_id, _number(page.edge))

    async def questions(
        self,
        tender_id: UUID,
        reader: Buyer,
        page: Page,
        status: QuestionStatus | None,
        *,
        asker: Siret | None,
        asked: UUID | None,
    ) -> Rows:
        """A page of questions: those answered to all, those of `asker`, and the one `asked`; all for the buyer."""
        own = bool((await self._tender(tender_id, reader))["own"])
        chosen = status.value if status else None
        return await self._page(_QUESTIONS, page, tender_id, _identity(page.edge), chosen, own, asker, asked)

    async def letters(self, tender_id: UUID, page: Page) -> Rows:
        """A page of the letters about a tender, sent and waiting; whoever reads it has shown to be its buyer."""
        return await self._page(_LETTERS, page, tender_id, _identity(page.edge))

    async def _tender(self, tender_id: UUID, reader: Buyer) -> Mapping[str, Any]:
        row = await self._reads.fetchrow(_TENDER, tender_id, reader.organisation)
        if row is None:
            raise TenderNotFound
        found: Mapping[str, Any] = row
        return found

    async def _page(self, select: str, page: Page, *values: Any) -> Rows:
        query = select.format(comparison=page.comparison, order=page.order, limit=page.limit + 1)
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *values)]


def _identity(edge: str | None) -> UUID | None:
    try:
        return UUID(edge) if edge is not None else None
    except ValueError as error:  # signed by us, but for another collection
        raise InvalidCursor from error


def _number(edge: str | None) -> int | None:
    if edge is None:
        return None
    if not edge.isdigit():
        raise InvalidCursor
    return int(edge)
