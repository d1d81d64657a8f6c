"""The approvals of tenders that are kept."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.review import Review


class Reviews:
    """The review of every tender that was ever submitted."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, tender_id: UUID) -> Review:
        """The review of a tender; an empty one before the first submission."""
        review = await self._session.get(Review, tender_id) or Review(id=tender_id)
        self._session.add(review)
        return review
