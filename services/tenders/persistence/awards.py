"""The decisions to award lots that are kept, and the letters to those who lost."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.award_decision import AwardDecision, AwardNotFound, AwardUnderway
from services.tenders.domain.award_status import AwardStatus
from services.tenders.domain.letter import RejectionLetter
from services.tenders.persistence.tables import award as table
from services.tenders.persistence.tables import rejection_letter as letters


class Awards:
    """The award of each lot, those that were annulled included."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def enter(self, award: AwardDecision) -> None:
        """Keep a new award, if none of its lot stands."""
        if await self.standing(award.tender_id, award.lot):
            raise AwardUnderway(lot=award.lot)
        self._session.add(award)

    async def standing(self, tender_id: UUID, lot: int, *, shared: bool = False) -> AwardDecision | None:
        """The award of a lot that was not annulled, if there is one, kept from others or, if `shared`, as it is."""
        own = (table.c.tender_id == tender_id) & (table.c.lot == lot) & (table.c.status != AwardStatus.ANNULLED)
        query = select(AwardDecision).where(own).with_for_update(read=shared)
        found: AwardDecision | None = await self._session.scalar(query)
        return found

    async def get(self, tender_id: UUID, lot: int, *, shared: bool = False) -> AwardDecision:
        """The award of a lot; refuses where none stands."""
        award = await self.standing(tender_id, lot, shared=shared)
        if award is None:
            raise AwardNotFound(lot=lot)
        return award

    async def all_standing(self, tender_id: UUID) -> Sequence[AwardDecision]:
        """The awards of a tender that were not annulled."""
        own = (table.c.tender_id == tender_id) & (table.c.status != AwardStatus.ANNULLED)
        return (await self._session.scalars(select(AwardDecision).where(own).with_for_update())).all()

    async def locked(self, ids: Sequence[UUID]) -> Sequence[AwardDecision]:
        """Awards that this transaction has locked already, the one that is due first at the head."""
        query = select(AwardDecision).where(table.c.id.in_(ids)).order_by(table.c.due_at)
        return (await self._session.scalars(query)).all()

    async def post(self, sent: Sequence[RejectionLetter]) -> None:
        """Keep letters, each for its bidder to read."""
        rows = [{"award_id": one.award_id, "bid_id": one.bid_id, "letter": one} for one in sent]
        if rows:
            await self._session.execute(insert(letters), rows)

    async def letters_to(self, bid_id: UUID) -> Sequence[RejectionLetter]:
        """The letters about a bid, one for each lot that it lost each time."""
        query = select(letters.c.letter).where(letters.c.bid_id == bid_id)
        found = (await self._session.scalars(query)).all()
        return sorted(found, key=lambda one: (one.lot, one.sent_at))
