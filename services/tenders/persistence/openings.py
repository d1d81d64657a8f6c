"""The openings that are kept."""

from uuid import uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.opening import Opening
from services.tenders.domain.seal import Seal
from services.tenders.domain.tender import Tender


class Openings:
    """The opening of each phase of each tender."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, tender: Tender, seal: Seal) -> Opening:
        """The opening of the tender's phase: the one that is kept, or a new one."""
        known = await self._session.get(Opening, uuid5(tender.id, seal.key_id))
        if known is None:
            known = Opening.scheduled(tender, seal)
            self._session.add(known)
        return known
