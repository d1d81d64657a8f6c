"""Reads of a contract, with what was done under it."""

from uuid import UUID

import asyncpg

from chassis.paging import Page
from services.tenders.domain.contract import ContractNotFound
from services.tenders.domain.execution_act import ActKind
from services.tenders.persistence.queries import Rows
from services.tenders.persistence.wanted import Wanted

_SUMMED = (
    ("advances", "advanced", "kind = 'advance'", "kind = 'advance'"),
    ("invoices", "invoiced", "kind = 'invoice'", "kind = 'invoice'"),
    ("payments", "paid", "kind = 'payment'", "kind IN ('advance', 'payment')"),
    ("penalties", "withheld", "kind = 'penalty'", "kind = 'penalty'"),
    ("subcontracts", "subcontracted", "kind = 'subcontract'", "kind = 'subcontract'"),
)
"""Name of a count, name of a sum, what is counted, what is summed; an advance is paid too."""


def _money(total: str) -> str:
    return f"jsonb_build_object('amount', ({total})::text, 'currency', 'EUR')"


def _sum(condition: str) -> str:
    return _money(f"coalesce(sum(value) FILTER (WHERE {condition}), 0.00)")


_SUMS = ", ".join(
    f"'{count}', count(*) FILTER (WHERE {counted}), '{total}', {_sum(summed)}"
    for count, total, counted, summed in _SUMMED
)
_EXECUTION = f"""SELECT coalesce(sum(version), 0) AS changes, jsonb_build_object({_SUMS},
    'late_payments', count(*) FILTER (WHERE kind = 'payment' AND (record ->> 'late')::boolean)) AS sums
    FROM execution_act WHERE contract_id = $1"""
_ONE = f"""SELECT contract.version || CASE WHEN changes > 0 THEN '.' || changes ELSE '' END AS tag, jsonb_build_object(
    'id', id, 'status', status, 'procedure_id', procedure_id, 'lot', lot, 'contract', state, 'version', version,
    'termination', termination,
    'execution', CASE WHEN changes > 0 THEN sums END)::text AS document
    FROM contract, ({_EXECUTION}) AS execution WHERE id = $1"""
_ACTS = """SELECT id::text AS key, jsonb_build_object('id', id, 'kind', kind, 'contract_id', contract_id,
    'record', record, 'version', version)::text FROM execution_act"""
_MODIFICATIONS = """SELECT lpad(one ->> 'number', 4, '0') AS number, one::text
    FROM contract, jsonb_array_elements(modifications) AS one WHERE contract.id = $1"""
_CALLED = "coalesce(state #>> '{current,amount}', state #>> '{initial,amount}')::numeric"
_CONSUMED = f"""SELECT count(*) AS calls, coalesce(sum({_CALLED}), 0.00) AS consumed FROM contract
    WHERE framework IN (SELECT id::text FROM contract WHERE procedure_id = f.procedure_id)"""
_CONSUMPTION = f"""SELECT jsonb_build_object('contract_id', f.id, 'maximum', f.state -> 'maximum', 'calls', calls,
    'consumed', {_money("consumed")},
    'left', CASE WHEN f.state #>> '{{maximum,amount}}' IS NOT NULL THEN
        {_money("greatest((f.state #>> '{maximum,amount}')::numeric - consumed, 0.00)")} END)::text
    FROM contract AS f, LATERAL ({_CONSUMED}) AS calls WHERE f.id = $1"""


class ExecutionQueries:
    """What can be read of a contract in force; everybody may."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def contract(self, contract_id: UUID) -> asyncpg.Record:
        """A contract with the sums of what was done: `document`, and a `tag` that changes with either."""
        row = await self._reads.fetchrow(_ONE, contract_id)
        if row is None:
            raise ContractNotFound
        return row

    async def consumption(self, contract_id: UUID) -> str:
        """What was called under a framework agreement, and what is left of its maximum."""
        document: str | None = await self._reads.fetchval(_CONSUMPTION, contract_id)
        if document is None:
            raise ContractNotFound
        return document

    async def acts(self, contract_id: UUID, page: Page, kind: ActKind | None) -> Rows:
        """A page of what was done under a contract, of one kind or of all."""
        wanted = Wanted(contract_id)
        wanted.add("contract_id = $1")
        wanted.add_filters({"kind": kind})
        query = wanted.on(_ACTS, page)
        return await self._rows(contract_id, query, *wanted.values)

    async def modifications(self, contract_id: UUID, page: Page) -> Rows:
        """A page of the modifications of a contract, by number."""
        edge = "" if page.edge is None else f" AND lpad(one ->> 'number', 4, '0') {page.comparison} $2"
        query = f"{_MODIFICATIONS}{edge} ORDER BY 1 {page.order} LIMIT {page.limit + 1}"
        return await self._rows(contract_id, query, contract_id, *([page.edge] if page.edge is not None else []))

    async def _rows(self, contract_id: UUID, query: str, *values: object) -> Rows:
        rows = [(row[0], row[1]) for row in await self._reads.fetch(query, *values)]
        if not rows and not await self._reads.fetchval("SELECT true FROM contract WHERE id = $1", contract_id):
            raise ContractNotFound
        return rows
