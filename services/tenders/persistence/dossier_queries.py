"""Reads of the documents of a tender, and of who took them."""

from uuid import UUID

import asyncpg

from chassis.paging import InvalidCursor, Page
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.dossier import DocumentNotFound
from services.tenders.domain.tender_state import TenderNotFound

Rows = list[tuple[str, str]]

_TENDER = """SELECT published_at IS NOT NULL AS public, $2 IN (buyer, '*') AS own FROM tender
    WHERE id = $1 AND (published_at IS NOT NULL OR $2 IN (buyer, '*'))"""
_VERSIONS = "FROM dossier, jsonb_array_elements(versions) AS v WHERE id = $1 AND ($2 OR NOT (v ->> 'pending')::bool)"
_LATEST = f"""SELECT name, document FROM (
    SELECT DISTINCT ON (v ->> 'name') v ->> 'name' AS name, (v - 'stored_as')::text AS document
    {_VERSIONS} ORDER BY v ->> 'name', (v ->> 'version')::int DESC) AS latest"""
_ONE = f"""SELECT $5::bool AS public, v ->> 'media_type' AS media_type, (v ->> 'size')::bigint AS size,
    v ->> 'sha256' AS sha256, v ->> 'stored_as' AS stored_as
    {_VERSIONS} AND v ->> 'name' = $3 AND ($4::int IS NULL OR (v ->> 'version')::int = $4)
    ORDER BY (v ->> 'version')::int DESC LIMIT 1"""
_WITHDRAWAL = """SELECT id::text AS key, jsonb_build_object('id', id, 'withdrawn_at', withdrawn_at, 'siret', siret,
    'name', name, 'email', email)::text FROM withdrawal WHERE tender_id = $1"""
_COUNT = "SELECT count(*) AS withdrawals, count(email) AS identified FROM withdrawal WHERE tender_id = $1"


class DossierQueries:
    """What can be read of dossiers; those of drafts by their own organisation. The register is asked for by buyers."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def documents(self, tender_id: UUID, reader: Buyer, page: Page) -> Rows:
        """A page of the newest versions of a tender's documents, by name."""
        edge = ""
        values: list[UUID | str | bool] = [tender_id, await self._owns(tender_id, reader)]
        if page.edge is not None:
            edge = f" WHERE name {page.comparison} $3"
            values.append(page.edge)
        query = f"{_LATEST}{edge} ORDER BY name {page.order} LIMIT {page.limit + 1}"
        return [(row["name"], row["document"]) for row in await self._reads.fetch(query, *values)]

    async def document(self, tender_id: UUID, name: str, version: int | None, reader: Buyer) -> asyncpg.Record:
        """A version of a document, the newest where none is named: where it is, what it is, whether it is `public`."""
        tender = await self._tender(tender_id, reader)
        row = await self._reads.fetchrow(_ONE, tender_id, bool(tender["own"]), name, version, tender["public"])
        if row is None:
            raise DocumentNotFound(name=name)
        return row

    async def withdrawals(self, tender_id: UUID, page: Page) -> Rows:
        """A page of the register of withdrawals, in the order of time."""
        edge, values = "", [tender_id]
        if page.edge is not None:
            edge = f" AND id {page.comparison} $2"
            values.append(_identity(page.edge))
        query = f"{_WITHDRAWAL}{edge} ORDER BY id {page.order} LIMIT {page.limit + 1}"
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *values)]

    async def withdrawal_count(self, tender_id: UUID) -> asyncpg.Record:
        """How many withdrawals there were, and how many of them left an address."""
        return await self._reads.fetchrow(_COUNT, tender_id)

    async def _owns(self, tender_id: UUID, reader: Buyer) -> bool:
        return bool((await self._tender(tender_id, reader))["own"])

    async def _tender(self, tender_id: UUID, reader: Buyer) -> asyncpg.Record:
        row = await self._reads.fetchrow(_TENDER, tender_id, reader.organisation)
        if row is None:
            raise TenderNotFound
        return row


def _identity(edge: str) -> UUID:
    try:
        return UUID(edge)
    except ValueError as error:  # signed by us, but for another collection
        raise InvalidCursor from error
