"""The transaction in which this service changes."""

from chassis.persistence import UnitOfWork as Transaction
from services.tenders.persistence.bids import Bids
from services.tenders.persistence.contracts import Contracts
from services.tenders.persistence.dossiers import Dossiers
from services.tenders.persistence.known_suppliers import KnownSuppliers
from services.tenders.persistence.openings import Openings
from services.tenders.persistence.tenders import Tenders
from services.tenders.persistence.withdrawals import Withdrawals


class UnitOfWork(Transaction):
    """Tenders and contracts, and the facts that they told, changed together or not at all."""

    source = "/services/tenders"
    tenders: Tenders
    contracts: Contracts
    bids: Bids
    openings: Openings
    suppliers: KnownSuppliers
    dossiers: Dossiers
    withdrawals: Withdrawals

    def begin(self) -> None:
        """Give the repositories their session."""
        self.tenders = Tenders(self.session)
        self.contracts = Contracts(self.session)
        self.bids = Bids(self.session)
        self.openings = Openings(self.session)
        self.suppliers = KnownSuppliers(self.session)
        self.dossiers = Dossiers(self.session)
        self.withdrawals = Withdrawals(self.session)
