"""The transaction in which this service changes."""

from chassis.persistence import Database
from chassis.persistence import UnitOfWork as Transaction
from chassis.tokens import Mint
from services.tenders.domain.act import Act
from services.tenders.persistence.acts import Acts
from services.tenders.persistence.awards import Awards
from services.tenders.persistence.bids import Bids
from services.tenders.persistence.contracts import Contracts
from services.tenders.persistence.dossiers import Dossiers
from services.tenders.persistence.evaluations import Evaluations
from services.tenders.persistence.execution_acts import ExecutionActs
from services.tenders.persistence.followers import Followers
from services.tenders.persistence.inquiries import Inquiries
from services.tenders.persistence.judgements import Judgements
from services.tenders.persistence.known_suppliers import KnownSuppliers
from services.tenders.persistence.needs import Needs
from services.tenders.persistence.notifications import Notifications
from services.tenders.persistence.openings import Openings
from services.tenders.persistence.ownerships import Ownerships
from services.tenders.persistence.plan_entries import PlanEntries
from services.tenders.persistence.questions import Questions
from services.tenders.persistence.reviews import Reviews
from services.tenders.persistence.stored_names import StoredNames
from services.tenders.persistence.templates import Templates
from services.tenders.persistence.tenders import Tenders
from services.tenders.persistence.withdrawals import Withdrawals


class UnitOfWork(Transaction):
    """Tenders and contracts, and the facts that they told, changed together or not at all.

    `act` is what somebody asked for; it goes on the record of every tender that changes. None where time alone does.
    """

    source = "/services/tenders"
    tenders: Tenders
    contracts: Contracts
    bids: Bids
    openings: Openings
    execution: ExecutionActs
    judgements: Judgements
    inquiries: Inquiries
    evaluations: Evaluations
    awards: Awards
    suppliers: KnownSuppliers
    needs: Needs
    dossiers: Dossiers
    withdrawals: Withdrawals
    plan: PlanEntries
    followers: Followers
    reviews: Reviews
    templates: Templates
    acts: Acts
    ownerships: Ownerships
    questions: Questions
    notifications: Notifications
    stored_names: StoredNames

    def __init__(self, database: Database, act: Act | None = None, mint: Mint | None = None) -> None:
        super().__init__(database)
        self._act, self._mint = act, mint

    def begin(self) -> None:
        """Give the repositories their session."""
        self.ownerships = Ownerships(self.session, self.headers, self._mint)
        self.tenders = Tenders(self.session, self.ownerships)
        self.contracts = Contracts(self.session)
        self.bids = Bids(self.session)
        self.openings = Openings(self.session)
        self.execution = ExecutionActs(self.session, self.tell)
        self.judgements = Judgements(self.session)
        self.inquiries = Inquiries(self.session)
        self.evaluations = Evaluations(self.session)
        self.awards = Awards(self.session)
        self.suppliers = KnownSuppliers(self.session)
        self.needs = Needs(self.session)
        self.dossiers = Dossiers(self.session)
        self.withdrawals = Withdrawals(self.session)
        self.plan = PlanEntries(self.session)
        self.followers = Followers(self.session)
        self.reviews = Reviews(self.session)
        self.templates = Templates(self.session)
        self.acts = Acts(self.session, self._act, self.database.clock)
        self.questions = Questions(self.session)
        self.notifications = Notifications(self.session)
        self.stored_names = StoredNames(self.session)

    async def flush(self) -> None:
        """Write the state, the record of who changed it, and the facts so far, within the transaction."""
        await self.acts.record()
        await super().flush()
