"""The transaction in which this service changes."""

from chassis.persistence import UnitOfWork as Transaction
from services.suppliers.domain.certificate import HeldCertificate
from services.suppliers.persistence.alerts import SavedSearches, TenderNotices
from services.suppliers.persistence.awards import Awards
from services.suppliers.persistence.certificates import Certificates
from services.suppliers.persistence.claims import Claims
from services.suppliers.persistence.letters import Mailboxes, Notifications
from services.suppliers.persistence.panels import Cautions, Notes, Panels
from services.suppliers.persistence.partnering import Partnering
from services.suppliers.persistence.renewals import RunningContracts
from services.suppliers.persistence.requests import Contacts, Requests
from services.suppliers.persistence.shortlists import Quotas, Shortlists
from services.suppliers.persistence.supplier_questions import SupplierQuestions
from services.suppliers.persistence.suppliers import Suppliers
from services.suppliers.persistence.touching import touch


class UnitOfWork(Transaction):
    """Suppliers, and the facts that they told, changed together or not at all."""

    source = "/services/suppliers"
    suppliers: Suppliers
    certificates: Certificates
    awards: Awards
    shortlists: Shortlists
    quotas: Quotas
    requests: Requests
    contacts: Contacts
    supplier_questions: SupplierQuestions
    mailboxes: Mailboxes
    notifications: Notifications
    panels: Panels
    notes: Notes
    cautions: Cautions
    claims: Claims
    searches: SavedSearches
    tender_notices: TenderNotices
    running: RunningContracts
    partnering: Partnering

    def begin(self) -> None:
        """Give the repositories their session."""
        self.awards = Awards(self.session)
        self.shortlists = Shortlists(self.session)
        self.quotas = Quotas(self.session)
        self.requests = Requests(self.session)
        self.contacts = Contacts(self.session)
        self.supplier_questions = SupplierQuestions(self.session)
        self.mailboxes = Mailboxes(self.session)
        self.notifications = Notifications(self.session)
        self.panels = Panels(self.session)
        self.notes = Notes(self.session)
        self.cautions = Cautions(self.session)
        self.searches = SavedSearches(self.session)
        self.tender_notices = TenderNotices(self.session)
        self.running = RunningContracts(self.session)
        self.partnering = Partnering(self.session)
        self.claims = Claims(self.session)
        self.certificates = Certificates(self.session)
        self.suppliers = Suppliers(self.session)

    async def flush(self) -> None:
        """Write the state and the facts so far, and which suppliers they are about."""
        changed = (*self.session.new, *self.session.dirty)
        shown = {one.supplier_id for one in changed if isinstance(one, HeldCertificate)}
        await super().flush()
        await touch(self.session, shown, self.awards.companies())
