"""The transaction in which this service changes."""

from chassis.persistence import UnitOfWork as Transaction
from services.tenders.persistence.contracts import Contracts
from services.tenders.persistence.execution_acts import ExecutionActs
from services.tenders.persistence.known_suppliers import KnownSuppliers
from services.tenders.persistence.tenders import Tenders


class UnitOfWork(Transaction):
    """Tenders and contracts, and the facts that they told, changed together or not at all."""

    source = "/services/tenders"
    tenders: Tenders
    contracts: Contracts
    execution: ExecutionActs
    suppliers: KnownSuppliers

    def begin(self) -> None:
        """Give the repositories their session."""
        self.tenders = Tenders(self.session)
        self.contracts = Contracts(self.session)
        self.execution = ExecutionActs(self.session, self.tell)
        self.suppliers = KnownSuppliers(self.session)
