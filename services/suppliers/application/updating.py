"""Correcting what the registry knows."""

from chassis.caching import Expected
from contracts.suppliers import SupplierState
from contracts.vocabulary import Identifier
from services.suppliers.domain.provenance import Source
from services.suppliers.domain.supplier import Supplier
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def update_supplier(
    uow: UnitOfWork, identifier: Identifier, state: SupplierState, *, expected: Expected, source: Source
) -> Supplier:
    """Replace all that is known of a supplier."""
    async with uow:
        supplier = await uow.suppliers.get(identifier, expected=expected)
        supplier.update(state, source)
    return supplier
