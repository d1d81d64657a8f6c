"""Where suppliers stand: verified, suspended, reinstated, merged."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Identifier, Text
from services.suppliers.domain.supplier import Supplier
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def verify_supplier(
    uow: UnitOfWork, identifier: Identifier, evidence: Text, *, expected: Expected, now: datetime
) -> Supplier:
    """Record that a supplier is who it says."""
    async with uow:
        supplier = await uow.suppliers.get(identifier, expected=expected)
        supplier.verify(evidence, now=now)
    return supplier


async def suspend_supplier(
    uow: UnitOfWork, identifier: Identifier, reason: Text, until: date | None, *, expected: Expected, now: datetime
) -> Supplier:
    """Keep a supplier from awards."""
    async with uow:
        supplier = await uow.suppliers.get(identifier, expected=expected)
        supplier.suspend(reason, until=until, now=now)
    return supplier


async def reinstate_supplier(
    uow: UnitOfWork, identifier: Identifier, reason: Text, *, expected: Expected, now: datetime
) -> Supplier:
    """End the suspension of a supplier."""
    async with uow:
        supplier = await uow.suppliers.get(identifier, expected=expected)
        supplier.reinstate(reason, now=now)
    return supplier


async def merge_supplier(
    uow: UnitOfWork, identifier: Identifier, into: Identifier, reason: Text, *, expected: Expected, now: datetime
) -> Supplier:
    """Let another supplier answer for this one."""
    async with uow:
        supplier, other = await uow.suppliers.pair(identifier, into, expected=expected)
        supplier.merge(other, reason, now=now)
    return supplier


async def end_suspensions(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
    """Reinstate those whose suspension is over."""
    async with uow:
        for supplier in await uow.suppliers.locked(ids):
            supplier.end_suspension(now=now)
