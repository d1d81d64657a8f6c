"""The transaction in which the observatory takes in a batch of facts."""

from chassis.bell import TOLD
from chassis.persistence import UnitOfWork as Transaction
from services.analytics.persistence.batches import Batches
from services.analytics.persistence.news import News


class UnitOfWork(Transaction):
    """The effects of a batch, all or none."""

    source = "/services/analytics"
    news: News
    batches: Batches

    def begin(self) -> None:
        """Give the repository its session."""
        self.news = News()
        self.batches = Batches(self.session)

    async def _commit(self) -> None:
        await super()._commit()
        if self.batches.are_told:
            self.database.ring(TOLD)
