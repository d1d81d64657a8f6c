"""The acts of performance that are kept."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.aggregate import Told
from services.tenders.domain.execution_act import SHAPES, ActKind, ExecutionAct, ExecutionActNotFound
from services.tenders.persistence.tables import execution_act as table

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('act ' || id, 0)) FROM unnest(CAST(:ids AS text[])) AS id")
_INSERT = insert(table)
_KEEP = _INSERT.on_conflict_do_update(
    index_elements=[table.c.id], set_={name: _INSERT.excluded[name] for name in ("record", "version")}
)
_COLUMNS = (
    table.c.id,
    table.c.contract_id,
    table.c.procedure_id,
    table.c.buyer,
    table.c.kind,
    table.c.record,
    table.c.version,
)


class ExecutionActs:
    """Every act; they come in number, so they are read and written in sets rather than one by one."""

    def __init__(self, session: AsyncSession, tell: Callable[[list[Told]], None]) -> None:
        self._session, self._tell = session, tell

    async def keep(self, acts: Iterable[ExecutionAct]) -> None:
        """Write these acts, new or changed, and tell what happened to them."""
        kept = list(acts)
        if kept:
            await self._session.execute(_KEEP, [_row(act) for act in kept])
            self._tell([told for act in kept for told in act.hand_over()])

    async def lock(self, ids: Iterable[UUID]) -> None:
        """Make others who write these acts wait for the end of the transaction."""
        # in one order for all, so that no two wait for each other
        await self._session.execute(_LOCK, {"ids": sorted({str(one) for one in ids})})

    async def get(self, act_id: UUID) -> ExecutionAct:
        """An act."""
        acts = await self.known([act_id])
        if act_id not in acts:
            raise ExecutionActNotFound
        return acts[act_id]

    async def known(self, ids: Iterable[UUID]) -> dict[UUID, ExecutionAct]:
        """Those of these acts that are kept, by identity."""
        query = select(*_COLUMNS).where(table.c.id.in_(list(ids)))
        return {row.id: _act(row) for row in await self._session.execute(query)}

    async def payments_of(self, invoices: Iterable[UUID]) -> set[UUID]:
        """Identities of the payments of these invoices."""
        wanted = [str(invoice) for invoice in invoices]
        if not wanted:
            return set()
        return set(await self._session.scalars(select(table.c.id).where(table.c.invoice.in_(wanted))))

    async def total(self, contract_id: UUID, kind: ActKind) -> Decimal:
        """The sum of the values of the acts of a kind under a contract, in euros excluding VAT."""
        query = select(func.sum(table.c.value)).where(table.c.contract_id == contract_id, table.c.kind == kind)
        return Decimal(await self._session.scalar(query) or 0)


def _row(act: ExecutionAct) -> dict[str, Any]:
    return {
        "id": act.id,
        "contract_id": act.contract_id,
        "procedure_id": act.procedure_id,
        "buyer": act.buyer,
        "kind": act.kind,
        "record": act.record.model_dump(mode="json"),
        "version": act.version,
    }


def _act(row: Any) -> ExecutionAct:
    return ExecutionAct(
        id=row.id,
        contract_id=row.contract_id,
        procedure_id=row.procedure_id,
        buyer=row.buyer,
        record=SHAPES[row.kind].record.model_validate(row.record),
        version=row.version,
    )
