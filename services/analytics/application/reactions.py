"""What the observatory does when it is told: rows are gathered, and each batch is kept at once."""

from chassis.reactions import Reactions
from contracts.envelope import Envelope
from contracts.fact import Fact
from services.analytics.application.settling import settle
from services.analytics.domain.telling import TELLERS, UNTOLD, tell
from services.analytics.persistence.unit_of_work import UnitOfWork

reactions = Reactions()
reactions.settle(settle)


@reactions.hear(*TELLERS, *UNTOLD)
async def gather(uow: UnitOfWork, envelope: Envelope, kind: type[Fact]) -> None:
    """Gather what a fact tells."""
    uow.news.take(kind.topic, envelope, tell(kind, envelope))
