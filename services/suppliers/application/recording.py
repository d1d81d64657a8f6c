"""Taking over suppliers from registers."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from chassis.records import RecordResult, RecordStatus
from contracts.suppliers import SupplierState
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.provenance import Source
from services.suppliers.domain.supplier import Supplier
from services.suppliers.persistence.unit_of_work import UnitOfWork

Place = TypeVar("Place")


async def record_suppliers(
    uow: UnitOfWork, states: Mapping[Place, SupplierState], source: Source
) -> dict[Place, RecordResult]:
    """Add what a register says to what is known; what became of each record, under the place it came with."""
    async with uow:
        known = await uow.suppliers.claim(state.identifier for state in states.values())
        before = frozenset(known)
        results = {place: _record(state, known, source) for place, state in states.items()}
        new = [supplier for supplier in known.values() if supplier.id not in before]
        await uow.suppliers.enter(new)
        uow.tell([told for supplier in new for told in supplier.hand_over()])
    return results


def _record(state: SupplierState, known: dict[UUID, Supplier], source: Source) -> RecordResult:
    status, supplier = _taken_over(state, known, source)
    return RecordResult(status=status, id=str(supplier.id), version=supplier.version)


def _taken_over(state: SupplierState, known: dict[UUID, Supplier], source: Source) -> tuple[RecordStatus, Supplier]:
    supplier = known.get(supplier_id(state.identifier))
    if supplier is None:
        supplier = Supplier.registered(state, source)
        known[supplier.id] = supplier
        return RecordStatus.CREATED, supplier
    changed = supplier.learn(state, source)
    return RecordStatus.CORRECTED if changed else RecordStatus.UNCHANGED, supplier
