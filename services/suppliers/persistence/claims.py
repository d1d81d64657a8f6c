"""The claims that are kept, and what is read of them."""

from uuid import UUID

import asyncpg
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.caching import Expected
from chassis.paging import Page
from services.suppliers.domain.claims.claim import AlreadyClaimed, Claim, Claimant, ClaimNotFound, ClaimStatus
from services.suppliers.persistence.queries import Rows
from services.suppliers.persistence.tables import claim as table

_CLAIM = """json_build_object('id', c.id, 'identifier', s.state -> 'identifier', 'client', client, 'organisation',
    organisation, 'evidence', evidence, 'made_at', made_at, 'status', c.status, 'reason', reason, 'decided_at',
    decided_at, 'decided_by', decided_by, 'revision', changes)::text"""
_CLAIMS = f"""SELECT c.id::text AS key, {_CLAIM} FROM claim c JOIN supplier s ON s.id = c.supplier_id
    WHERE ($1::text IS NULL OR c.status = $1)"""
_SPEAKS = """SELECT 1 FROM claim WHERE supplier_id = $1 AND client = $2 AND organisation IS NOT DISTINCT FROM $3
    AND status = 'granted'"""


class Claims:
    """Every claim, the decided ones included."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, claim: Claim) -> None:
        """Keep a new claim; raises `AlreadyClaimed` where one of the same key waits or was granted."""
        live = table.c.status.in_([ClaimStatus.PENDING, ClaimStatus.GRANTED])
        whose = (table.c.client == claim.client) & table.c.organisation.is_not_distinct_from(claim.organisation)
        query = select(table.c.id).where(table.c.supplier_id == claim.supplier_id, whose, live)
        if await self._session.scalar(query) is not None:
            raise AlreadyClaimed
        self._session.add(claim)

    async def get(self, claim_id: UUID, *, expected: Expected) -> Claim:
        """A claim at the revision that the caller expects, kept from others until the transaction ends."""
        found = await self._session.get(Claim, claim_id, with_for_update=True)
        if found is None:
            raise ClaimNotFound
        expected.check(found.revision)
        return found


class ClaimQueries:
    """What is read of claims."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def speaks(self, claimant: Claimant, supplier: UUID) -> bool:
        """Whether a claim of this key was granted."""
        found = await self._reads.fetchval(_SPEAKS, supplier, claimant.client, claimant.organisation)
        return found is not None

    async def claims(self, status: str | None, page: Page) -> Rows:
        """A page of the claims, the oldest first."""
        edge = "" if page.edge is None else f"AND c.id::text {page.comparison} $2"
        values = [status] if page.edge is None else [status, page.edge]
        query = f"{_CLAIMS} {edge} ORDER BY key {page.order} LIMIT {page.limit + 1}"
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *values)]
