"""What the service does when it is told of suppliers."""

from chassis.reactions import Reactions
from contracts.envelope import Envelope
from contracts.suppliers import SupplierFact, SupplierRegistered, SupplierUpdated
from services.tenders.persistence.unit_of_work import UnitOfWork

reactions = Reactions()


@reactions.on(SupplierRegistered, SupplierUpdated)
async def learn_supplier(uow: UnitOfWork, _: Envelope, fact: SupplierFact) -> None:
    """Know a supplier by its latest name, size and place."""
    uow.suppliers.learn(fact)


@reactions.settle
async def keep_suppliers(uow: UnitOfWork) -> None:
    """Write once per batch what its facts told."""
    await uow.suppliers.keep()
