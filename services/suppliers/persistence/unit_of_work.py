"""The transaction in which this service changes."""

from chassis.persistence import UnitOfWork as Transaction
from services.suppliers.persistence.awards import Awards
from services.suppliers.persistence.certificates import Certificates
from services.suppliers.persistence.suppliers import Suppliers


class UnitOfWork(Transaction):
    """Suppliers, and the facts that they told, changed together or not at all."""

    source = "/services/suppliers"
    suppliers: Suppliers
    certificates: Certificates
    awards: Awards

    def begin(self) -> None:
        """Give the repositories their session."""
        self.awards = Awards(self.session)
        self.certificates = Certificates(self.session)
        self.suppliers = Suppliers(self.session)
