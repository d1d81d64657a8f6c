"""A supplier, as the registry knows it."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.suppliers import SupplierRegistered, SupplierState, SupplierUpdated
from services.suppliers.domain.identity import path_of, supplier_id, written
from services.suppliers.domain.knowledge import completed


class SupplierNotFound(NotFound):
    """No such supplier."""


class SupplierAlreadyRegistered(Conflict):
    """A supplier with this identifier is registered otherwise; update it instead."""


class IdentifierFixed(Unacceptable):
    """A supplier keeps the identifier under which it was registered."""


@dataclass(kw_only=True, eq=False)
class Supplier(Aggregate):
    """Whoever offers works, goods or services to public buyers (opérateur économique): CCP L1220-1."""

    id: UUID
    state: SupplierState
    version: int = 0

    @classmethod
    def registered(cls, state: SupplierState) -> Self:
        """A supplier that enters the registry."""
        supplier = cls(id=supplier_id(state.identifier), state=state)
        supplier.tell(SupplierRegistered(supplier_id=supplier.id, supplier=state))
        return supplier

    def must_be(self, state: SupplierState) -> None:
        """Refuse to register it again in another state; saying the same twice is harmless."""
        if state != self.state:
            path = path_of(self.state.identifier)
            raise SupplierAlreadyRegistered(f"It is registered otherwise; update it by PUT {path}", path=path)

    def update(self, state: SupplierState) -> bool:
        """Replace all that is known; tells nothing, and is False, where nothing differs."""
        if state.identifier != self.state.identifier:
            raise IdentifierFixed(identifier=written(self.state.identifier))
        if state == self.state:
            return False
        self.state = state
        self.tell(SupplierUpdated(supplier_id=self.id, supplier=state))
        return True

    def learn(self, said: SupplierState) -> bool:
        """Add what a register says to what is known; False where it says nothing new."""
        return self.update(completed(self.state, said))
