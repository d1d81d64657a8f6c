"""Reads: SQL that makes the documents of the API, ready to be sent."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from chassis.paging import Page, counting
from chassis.persistence import PLAN_ANEW
from contracts.vocabulary import Identifier
from services.suppliers.domain.certificate import CertificateStatus
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.matching.kept import MatchNotFound
from services.suppliers.domain.requests.request import RequestStatus
from services.suppliers.domain.supplier import SupplierNotFound

_DOCUMENT = """(state || jsonb_build_object('id', id, 'version', version, 'status', status, 'verified_at', verified_at,
    'suspended_until', suspended_until, 'merged_into', merged_into))::text"""
_CERTIFICATE = """(certificate || jsonb_build_object('id', id, 'version', version, 'status', status))::text"""
_CERTIFICATES = f"SELECT id::text AS key, {_CERTIFICATE} FROM certificate WHERE supplier_id = $1"
_AWARD = """json_build_object('contract_id', contract_id, 'buyer', buyer, 'title', title, 'notified_on', notified_on,
    'cpv', cpv, 'department', department, 'amount', amount::text)::text"""
_AWARD_KEY = "notified_on::text || ' ' || contract_id::text"
_AWARDS = f"SELECT {_AWARD_KEY} AS key, {_AWARD} FROM award WHERE supplier_id = $1"
_MATCH = """
    SELECT (shortlist || jsonb_build_object('id', id, 'buyer', buyer, 'asked_at', asked_at, 'room', json_build_object(
        'proven', jsonb_array_length(jsonb_path_query_array(shortlist, '$.positions[*] ? (@.standing == "proven")')),
        'new', jsonb_array_length(jsonb_path_query_array(shortlist, '$.positions[*] ? (@.standing == "new")')),
        'first', jsonb_array_length(jsonb_path_query_array(shortlist, '$.positions[*] ? (@.standing == "first")'))
    )))::text FROM shortlist WHERE id = $1 AND ($2 = '*' OR buyer IS NOT DISTINCT FROM $2)
"""
_REQUEST = """(terms || jsonb_build_object('id', id, 'revision', changes, 'status', status, 'match_id', match_id,
    'batches', batches, 'next_batch_at', next_batch_at, 'tender_id', tender_id, 'opened_at', opened_at,
    'closed_at', closed_at, 'attachments',
    (SELECT coalesce(jsonb_agg(file - 'stored_as' ORDER BY file ->> 'name'), '[]')
        FROM jsonb_array_elements(attachments) AS file)))::text"""
_REQUESTS = f"SELECT id::text AS key, {_REQUEST} FROM sourcing_request WHERE ($1 = '*' OR buyer = $1)"
_ONE = f"SELECT {_DOCUMENT} AS document, version FROM supplier WHERE id = $1"
_LISTED = f"SELECT sort_key, {_DOCUMENT} FROM supplier"
_SHOWN = "status <> 'merged'"
_NAMED = f"SELECT id::text, {_DOCUMENT} FROM supplier WHERE id = ANY($1::uuid[]) AND {_SHOWN}"
TRIGRAM = 3
"""Letters from which the index finds any part of a name; with fewer it finds beginnings of words."""

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Wanted:
    """Which suppliers are asked for: None asks for all; `name` is a folded part of a name."""

    name: str | None = None
    department: str | None = None
    size: str | None = None
    identifiers: Sequence[Identifier] | None = None
    status: str | None = None

    def conditions(self) -> dict[str, Any]:
        """Values by the SQL that each has to meet."""
        conditions = {
            "searched_name LIKE": self._pattern(),
            "department =": self.department,
            "size =": self.size,
            "status =": self.status,
            "id = ANY": [supplier_id(one) for one in self.identifiers] if self.identifiers is not None else None,
        }
        return {condition: value for condition, value in conditions.items() if value is not None}

    def _pattern(self) -> str | None:
        if self.name is None:
            return None
        return f"%{self.name}%" if len(self.name) >= TRIGRAM else f"% {self.name}%"


class Queries:
    """What can be read of suppliers; all of it is public."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def supplier(self, identifier: Identifier) -> asyncpg.Record:
        """A supplier: `document` and `version`."""
        row = await self._reads.fetchrow(_ONE, supplier_id(identifier))
        if row is None:
            raise SupplierNotFound
        return row

    async def requests(self, organisation: str | None, page: Page, status: str | None) -> Rows:
        """A page of the sourcing requests of a buyer, the oldest first."""
        edge = "" if page.edge is None else f"AND id::text {page.comparison} ($2)"
        state = "" if status is None else f"AND status = '{RequestStatus(status)}'"
        query = f"{_REQUESTS} {edge} {state} ORDER BY id {page.order} LIMIT {page.limit + 1}"
        return await self._rows(query, organisation, page)

    async def match(self, match_id: UUID, organisation: str | None) -> str:
        """A shortlist as it was made, for the buyer that asked; raises `MatchNotFound`."""
        document: str | None = await self._reads.fetchval(_MATCH, match_id, organisation)
        if document is None:
            raise MatchNotFound
        return document

    async def suppliers(self, page: Page, wanted: Wanted) -> Rows:
        """A page of suppliers in the order of their names."""
        query, values = listing(page, wanted)
        async with self._planning_for(wanted) as connection:
            return [(row[0], row[1]) for row in await connection.fetch(query, *values)]

    async def total(self, wanted: Wanted) -> int:
        """How many suppliers are wanted."""
        conditions = wanted.conditions()
        query = counting(f"SELECT FROM supplier WHERE {_met(conditions)}")
        async with self._planning_for(wanted) as connection:
            count: int = await connection.fetchval(query, *conditions.values())
        return count

    @asynccontextmanager
    async def _planning_for(self, wanted: Wanted) -> AsyncIterator[asyncpg.Connection]:
        """A connection that plans for the very name: by one plan for all, a rare one has the whole registry read."""
        async with self._reads.acquire() as connection, connection.transaction():
            if wanted.name is not None:
                await connection.execute(PLAN_ANEW)
            yield connection

    async def shown(self, ids: Sequence[str]) -> dict[str, str]:
        """The documents of these suppliers, by their identities; who was merged into another one is left out."""
        return {row[0]: row[1] for row in await self._reads.fetch(_NAMED, list(ids))}

    async def establishments(self, siren: str, page: Page) -> Rows:
        """A page of the establishments of a company in the order of their names."""
        edge = "" if page.edge is None else f"AND sort_key {page.comparison} ($2)"
        query = f"{_LISTED} WHERE siren = $1 {edge} ORDER BY sort_key {page.order} LIMIT {page.limit + 1}"
        return await self._rows(query, siren, page)

    async def certificates(self, identifier: Identifier, page: Page, status: str | None) -> Rows:
        """A page of the certificates of a supplier, the oldest first; raises `SupplierNotFound`."""
        await self.supplier(identifier)
        edge = "" if page.edge is None else f"AND id::text {page.comparison} ($2)"
        state = "" if status is None else f"AND status = '{CertificateStatus(status)}'"
        query = f"{_CERTIFICATES} {edge} {state} ORDER BY id {page.order} LIMIT {page.limit + 1}"
        return await self._rows(query, supplier_id(identifier), page)

    async def awards(self, identifier: Identifier, page: Page) -> Rows:
        """A page of the contracts that a supplier held, the oldest first; raises `SupplierNotFound`."""
        await self.supplier(identifier)
        edge = "" if page.edge is None else f"AND {_AWARD_KEY} {page.comparison} ($2)"
        query = f"{_AWARDS} {edge} ORDER BY key {page.order} LIMIT {page.limit + 1}"
        return await self._rows(query, supplier_id(identifier), page)

    async def _rows(self, query: str, first: object, page: Page) -> Rows:
        values = [first] if page.edge is None else [first, page.edge]
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *values)]


def listing(page: Page, wanted: Wanted) -> tuple[str, list[Any]]:
    """The query of a page, and its values."""
    conditions = wanted.conditions()
    if page.edge is not None:
        conditions[f"sort_key {page.comparison}"] = page.edge
    query = f"{_LISTED} WHERE {_met(conditions)} ORDER BY sort_key {page.order} LIMIT {page.limit + 1}"
    return query, list(conditions.values())


def _met(conditions: Iterable[str]) -> str:
    return " AND ".join([_SHOWN, *(f"{one} (${place})" for place, one in enumerate(conditions, start=1))])
