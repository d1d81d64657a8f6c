"""Reads: SQL that makes the documents of the API, ready to be sent."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from chassis.paging import Page
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.tender_state import TenderNotFound
from services.tenders.persistence.wanted import Wanted

_TENDER = """(terms || jsonb_build_object(
    'id', id, 'status', status, 'lots', lots, 'drafted_at', drafted_at, 'published_at', published_at,
    'deadline', deadline, 'ended_at', ended_at, 'reason', reason, 'warnings', warnings,
    'justification', justification, 'phase', phase, 'version', version, 'revision', revision))::text"""
_CONTRACT = """jsonb_build_object(
    'id', id, 'status', status, 'procedure_id', procedure_id, 'lot', lot, 'contract', state, 'version', version,
    'termination', termination, 'execution', NULL)::text"""
_PUBLIC = "published_at IS NOT NULL"
_TENDERS = f"SELECT id::text AS key, {_TENDER} AS document, revision, {_PUBLIC} AS public FROM tender"
_VISIBLE = f"({_PUBLIC} OR $1 IN (buyer, '*'))"
_CONTRACTS = f"SELECT id::text AS key, {_CONTRACT} AS document, version FROM contract"
_ONE_TENDER = f"{_TENDERS} WHERE id = $2 AND {_VISIBLE}"
_UNSIGNED = """coalesce(ended_at >= {}, true) AND EXISTS (
    SELECT FROM jsonb_array_elements(lots) AS won WHERE won ->> 'status' = 'awarded'
    AND NOT EXISTS (SELECT FROM contract c WHERE c.procedure_id = tender.id AND c.lot = (won ->> 'number')::integer)
    AND NOT EXISTS (SELECT FROM award a WHERE a.tender_id = tender.id AND a.lot = (won ->> 'number')::integer
        AND a.status IN ('proposed', 'approved', 'standstill')))"""
_OTHERS = {
    "words": "words @@ websearch_to_tsquery('french', folded({}))",
    "nature": "terms ->> 'nature' = {}",
    "cpv": "starts_with(terms ->> 'cpv', {})",
    "closes_by": "deadline < (({}::date + 1)::timestamp AT TIME ZONE 'Europe/Paris')",
    "unsigned": _UNSIGNED,
}
"""Conditions of what is no column: `cpv` are the first digits of a code, `closes_by` the last day, in Paris.

`unsigned` is since when: a lot was awarded, its award stands, and no contract of it is signed.
"""

Rows = list[tuple[str, str]]
Asked = Mapping[str, Any]
"""Filters by name; None asks for all."""


class Queries:
    """What can be read of tenders and contracts; drafts by their own organisation alone."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def tender(self, tender_id: UUID, reader: Buyer) -> asyncpg.Record:
        """A tender: `document`, `revision`, and whether it is `public`."""
        row = await self._reads.fetchrow(_ONE_TENDER, reader.organisation, tender_id)
        if row is None:
            raise TenderNotFound
        return row

    async def tenders(self, page: Page, reader: Buyer, asked: Asked) -> Rows:
        """A page of tenders that meet every filter."""
        found, values = finding(page, reader, asked)
        query = f"{_TENDERS} WHERE id IN ({found}) ORDER BY tender.id {page.order}"
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *values)]

    async def total(self, reader: Buyer, asked: Asked) -> int:
        """How many tenders meet every filter."""
        wanted = _wanted(reader, asked)
        count: int = await self._reads.fetchval(wanted.total("tender"), *wanted.values)
        return count

    async def contracts(self, page: Page, filters: Asked) -> Rows:
        """A page of contracts that meet every filter."""
        wanted = Wanted()
        wanted.add_filters(filters)
        query = wanted.on(_CONTRACTS, page)
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *wanted.values)]


def finding(page: Page, reader: Buyer, asked: Asked) -> tuple[str, Sequence[Any]]:
    """The query of the identities of a page, and its values: documents are made of those alone, not of all that fit."""
    wanted = _wanted(reader, asked)
    return wanted.on("SELECT id FROM tender", page), wanted.values


def _wanted(reader: Buyer, asked: Asked) -> Wanted:
    wanted = Wanted(reader.organisation)
    wanted.add(_VISIBLE)
    wanted.add_filters({name: value for name, value in asked.items() if name not in _OTHERS})
    for name, condition in _OTHERS.items():
        wanted.add_value(condition, asked.get(name))
    return wanted
