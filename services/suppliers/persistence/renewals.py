"""The contracts that run, in the transaction of a batch of facts, and those that end soon."""

from datetime import date
from uuid import UUID

import asyncpg
from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.paging import Page
from contracts.vocabulary import ContractState
from services.suppliers.domain.renewals.running import Running
from services.suppliers.persistence.tables import running as table

_KEY = "to_char(ends_on, 'YYYY-MM-DD ') || contract_id"
_ENDING = f"""SELECT {_KEY} AS key, contract_id, buyer, ends_on, contract::text FROM running
    WHERE buyer = $1 AND ends_on BETWEEN $2 AND $3"""


class RunningContracts:
    """Every contract that runs; the latest version replaces the one before."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._heard: dict[UUID, Running | None] = {}

    def learn(self, contract_id: UUID, running: Running | None) -> None:
        """Take in what a contract says now; `keep` writes the latest of each at once."""
        self._heard[contract_id] = running

    async def keep(self) -> None:
        """Write what was learned."""
        if not self._heard:
            return
        await self._session.execute(delete(table).where(table.c.contract_id.in_(list(self._heard))))
        rows = [_row(one) for one in self._heard.values() if one is not None]
        if rows:
            await self._session.execute(insert(table), rows)
        self._heard.clear()


class RenewalQueries:
    """What is read of contracts that run."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def ending(self, buyer: str, first: date, last: date, page: Page) -> list[tuple[str, Running]]:
        """A page of the contracts of a buyer whose last day lies between two days, the next to end first."""
        edge = "" if page.edge is None else f"AND {_KEY} {page.comparison} $4"
        values = (buyer, first, last) if page.edge is None else (buyer, first, last, page.edge)
        query = f"{_ENDING} {edge} ORDER BY key {page.order} LIMIT {page.limit + 1}"
        return [(row["key"], _running(row)) for row in await self._reads.fetch(query, *values)]


def _running(row: asyncpg.Record) -> Running:
    contract = ContractState.model_validate_json(row["contract"])
    return Running(row["contract_id"], row["buyer"], row["ends_on"], contract)


def _row(one: Running) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("contract_id", "buyer", "ends_on", "contract")}
