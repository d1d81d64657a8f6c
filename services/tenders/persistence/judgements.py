"""The judgements of bids that are kept."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.judgement import Judgement, judgement_id
from services.tenders.persistence.tables import bid_judgement as table


class Judgements:
    """What was judged of each bid, lot by lot."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, bids: Collection[UUID], lot: int) -> dict[UUID, Judgement]:
        """The judgements of these bids for a lot, by bid."""
        query = select(Judgement).where(table.c.bid_id.in_(bids), table.c.lot == lot)
        return {one.bid_id: one for one in await self._session.scalars(query)}

    async def take_up(self, tender_id: UUID, bid_id: UUID, lot: int, *, by: str, at: datetime) -> Judgement:
        """The judgement of a bid for a lot, begun where there is none."""
        judgement = await self._session.get(Judgement, judgement_id(bid_id, lot))
        if judgement is None:
            judgement = Judgement.begun(tender_id, bid_id, lot, by=by, at=at)
            self._session.add(judgement)
        return judgement
