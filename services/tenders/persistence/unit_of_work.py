"""The transaction in which this service changes."""

from chassis.persistence import Database
from chassis.persistence import UnitOfWork as Transaction
from chassis.tokens import Mint
from services.tenders.persistence.bids import Bids
from services.tenders.persistence.contracts import Contracts
from services.tenders.persistence.known_suppliers import KnownSuppliers
from services.tenders.persistence.openings import Openings
from services.tenders.persistence.ownerships import Ownerships
from services.tenders.persistence.tenders import Tenders


class UnitOfWork(Transaction):
    """Tenders and contracts, and the facts that they told, changed together or not at all."""

    source = "/services/tenders"
    tenders: Tenders
    contracts: Contracts
    bids: Bids
    openings: Openings
    suppliers: KnownSuppliers
    ownerships: Ownerships

    def __init__(self, database: Database, mint: Mint | None = None) -> None:
        super().__init__(database)
        self._mint = mint

    def begin(self) -> None:
        """Give the repositories their session."""
        self.ownerships = Ownerships(self.session, self.headers, self._mint)
        self.tenders = Tenders(self.session, self.ownerships)
        self.contracts = Contracts(self.session)
        self.bids = Bids(self.session)
        self.openings = Openings(self.session)
        self.suppliers = KnownSuppliers(self.session)
