"""The versions of contracts: only ever added."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.vocabulary import ContractState
from services.analytics.domain.contract import Latest
from services.analytics.domain.version import Version
from services.analytics.persistence.recordset import insertion, write
from services.analytics.persistence.tables import contract_version

_ADD = insertion(contract_version)
_NOTIFIED = text("SELECT contract_id FROM contract WHERE notified AND contract_id = ANY(CAST(:ids AS uuid[]))")
_HELD_BY = text("""
    SELECT v.contract_id, v.version, v.procedure_id, v.lot, c.notified, v.state
    FROM contract c JOIN contract_version v USING (contract_id, version)
    WHERE c.contract_id IN (
        SELECT contract_id FROM holder WHERE NOT declared AND identifier = ANY(CAST(:identifiers AS text[]))
    )
""")


class Versions:
    """Every version of every contract, in the transaction of a batch."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, versions: Sequence[Version]) -> list[Latest]:
        """Keep these versions; gives the latest one of each of their contracts."""
        await write(self._session, _ADD, [_row(one) for one in versions])
        newest = {one.contract_id: one for one in sorted(versions, key=lambda one: one.version)}
        notified = await self._notified(newest) | {one.contract_id for one in versions if one.notifies}
        return [
            Latest(one.contract_id, one.version, one.procedure_id, one.lot, one.contract_id in notified, one.read)
            for one in newest.values()
        ]

    async def _notified(self, ids: Collection[UUID]) -> set[UUID]:
        return set((await self._session.scalars(_NOTIFIED, {"ids": list(ids)})).all())

    async def held_by(self, identifiers: Collection[str]) -> list[Latest]:
        """The latest versions of the contracts that leave to the registry what these holders are."""
        rows = await self._session.execute(_HELD_BY, {"identifiers": list(identifiers)})
        return [
            Latest(row.contract_id, row.version, row.procedure_id, row.lot, row.notified, _state(row.state))
            for row in rows
        ]


def _row(one: Version) -> dict[str, Any]:
    return {
        "contract_id": one.contract_id,
        "version": one.version,
        "fact": one.fact,
        "procedure_id": one.procedure_id,
        "lot": one.lot,
        "state": one.state,
    }


def _state(document: object) -> ContractState:
    return ContractState.model_validate(document)
