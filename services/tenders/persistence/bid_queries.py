"""Reads of seals, openings and opened bids, as ready JSON."""

from uuid import UUID

import asyncpg

from chassis.paging import Page, instant_and_identity
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.depositor import Depositor
from services.tenders.domain.tender_state import BidsTakenElsewhere, TenderNotFound

_SEAL = """SELECT seal IS NOT NULL AS sealed, (seal || jsonb_build_object('tender_id', id, 'phase', phase))::text
    AS document FROM tender WHERE id = $1 AND published_at IS NOT NULL"""
_OPENINGS = """SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', o.id, 'tender_id', o.tender_id, 'phase', o.phase, 'key_id', o.key_id, 'threshold', o.threshold,
    'given', jsonb_array_length(o.shares), 'status', o.status, 'acts', o.acts, 'opened_at', o.opened_at
    ) ORDER BY o.opened_at NULLS LAST) FILTER (WHERE o.id IS NOT NULL), '[]')::text
    FROM tender t LEFT JOIN opening o ON o.tender_id = t.id
    WHERE t.id = $1 AND t.published_at IS NOT NULL AND $2 IN (t.buyer, '*') GROUP BY t.id"""
_BIDS = """SELECT b.id::text, jsonb_build_object(
    'id', b.id, 'phase', b.phase, 'bidder', b.bidder, 'lots', b.lots, 'pieces', b.pieces,
    'received_at', b.received_at, 'status', b.status, 'form', b.form)::text
    FROM bid b JOIN tender t ON t.id = b.tender_id
    WHERE b.tender_id = $1 AND $2 IN (t.buyer, '*')
    AND EXISTS (SELECT FROM opening o WHERE o.tender_id = b.tender_id AND o.phase = b.phase AND o.status = 'opened')
    AND (b.status IN ('opened', 'unreadable')
        OR b.status = 'late' AND (b.phase <> t.phase OR t.status NOT IN ('published', 'closed')))"""

_OWN = """SELECT to_char(b.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' ' || b.id,
    jsonb_build_object(
    'id', b.id, 'tender_id', b.tender_id, 'title', t.terms -> 'title', 'phase', b.phase, 'lots', b.lots,
    'received_at', b.received_at, 'status', b.status, 'questioned', (
        SELECT coalesce(jsonb_agg(i.lot ORDER BY i.lot), '[]') FROM inquiry i
        WHERE i.bid_id = b.id AND i.status = 'asked'))::text
    FROM bid b JOIN tender t ON t.id = b.tender_id
    WHERE (b.depositor = $1 OR b.bidder ->> 'scheme' = 'SIRET' AND left(b.bidder ->> 'id', 9) = $2)
    AND ($3::timestamptz IS NULL OR (b.received_at, b.id) {comparison} ($3, $4::uuid))
    ORDER BY b.received_at {order}, b.id {order} LIMIT {limit}"""


class BidQueries:
    """What can be read of bids: nothing before their opening, and by their buyer alone."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def seal(self, tender_id: UUID) -> str:
        """What the bids of a tender's phase are sealed to."""
        row = await self._reads.fetchrow(_SEAL, tender_id)
        if row is None:
            raise TenderNotFound
        if not row["sealed"]:
            raise BidsTakenElsewhere
        return str(row["document"])

    async def openings(self, tender_id: UUID, reader: Buyer) -> str:
        """The openings of a tender, for its buyer."""
        found = await self._reads.fetchval(_OPENINGS, tender_id, reader.organisation)
        if found is None:
            raise TenderNotFound
        return str(found)

    async def bids(self, page: Page, tender_id: UUID, reader: Buyer) -> list[tuple[str, str]]:
        """A page of the bids of the phases that were opened."""
        edge = f" AND b.id {page.comparison} '{UUID(page.edge)}'" if page.edge else ""
        query = f"{_BIDS}{edge} ORDER BY b.id {page.order} LIMIT {page.limit + 1}"
        return [(row[0], row[1]) for row in await self._reads.fetch(query, tender_id, reader.organisation)]

    async def own(self, page: Page, depositor: Depositor) -> list[tuple[str, str]]:
        """A page of the bids that somebody handed in, or that are their company's; what they say stays sealed."""
        query = _OWN.format(comparison=page.comparison, order=page.order, limit=page.limit + 1)
        rows = await self._reads.fetch(query, depositor.client, depositor.siren, *instant_and_identity(page.edge))
        return [(row[0], row[1]) for row in rows]
