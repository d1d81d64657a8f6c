"""Entering the registry."""

from dataclasses import dataclass
from uuid import UUID

from contracts.suppliers import SupplierState
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.provenance import Source
from services.suppliers.domain.supplier import Supplier
from services.suppliers.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Registration:
    """A supplier that is in the registry now, and whether it was before."""

    supplier: Supplier
    is_new: bool

    @property
    def id(self) -> UUID:
        """Identity of the supplier."""
        return self.supplier.id

    @property
    def revision(self) -> int:
        """What the supplier's entity tag shows."""
        return self.supplier.revision


async def register_supplier(uow: UnitOfWork, state: SupplierState, source: Source) -> Registration:
    """Register a supplier; one that is registered in this very state already is left as it is."""
    async with uow:
        known = await uow.suppliers.claim([state.identifier])
        supplier = known.get(supplier_id(state.identifier)) or Supplier.registered(state, source)
        supplier.must_be(state)
        uow.suppliers.add_all([supplier])
    return Registration(supplier, is_new=not known)
