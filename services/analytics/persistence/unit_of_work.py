"""The transaction in which the observatory takes in a batch of facts."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import text

from chassis.persistence import UnitOfWork as Transaction
from contracts.envelope import Envelope
from services.analytics.domain.registration import Registration
from services.analytics.domain.version import Version
from services.analytics.persistence.contracts import Contracts
from services.analytics.persistence.recordset import replacement, write
from services.analytics.persistence.suppliers import Suppliers
from services.analytics.persistence.tables import heard
from services.analytics.persistence.versions import Versions

_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('observatory of ' || current_schema(), 0))")
_HEARD = f"{replacement(heard)} WHERE heard.recorded_at < excluded.recorded_at"


@dataclass
class News:
    """What the facts of a batch told, until the batch is settled."""

    versions: list[Version] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    heard: dict[str, datetime] = field(default_factory=dict)

    def hear(self, topic: str, envelope: Envelope) -> None:
        """Remember when the newest fact of a topic was recorded."""
        self.heard[topic] = max(envelope.recordedtime, self.heard.get(topic, envelope.recordedtime))


class UnitOfWork(Transaction):
    """The effects of a batch, all or none."""

    source = "/services/analytics"
    news: News
    versions: Versions
    contracts: Contracts
    suppliers: Suppliers

    def begin(self) -> None:
        """Give the repositories their session."""
        self.news = News()
        self.versions = Versions(self.session)
        self.contracts = Contracts(self.session)
        self.suppliers = Suppliers(self.session)

    async def alone(self) -> None:
        """Wait until no other batch is being settled, until this one is committed.

        Two batches may touch one history, or a contract and its holder's registration: neither would see the other.
        """
        await self.session.execute(_ALONE)

    async def hear(self) -> None:
        """Keep when the newest fact of each topic was recorded."""
        rows = [{"topic": topic, "recorded_at": at} for topic, at in self.news.heard.items()]
        await write(self.session, _HEARD, rows)
