"""The inquiries into prices that are kept."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.inquiry import Inquiry, InquiryNotFound, InquiryOpen, inquiry_id
from services.tenders.persistence.tables import inquiry as table


class Inquiries:
    """Every price that was questioned."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def enter(self, inquiry: Inquiry) -> None:
        """Keep a new inquiry, if there is none into the same price."""
        if await self._session.get(Inquiry, inquiry.id):
            raise InquiryOpen(lot=inquiry.lot)
        self._session.add(inquiry)

    async def get(self, bid_id: UUID, lot: int) -> Inquiry:
        """The inquiry into the price of a bid for a lot."""
        inquiry = await self._session.get(Inquiry, inquiry_id(bid_id, lot))
        if inquiry is None:
            raise InquiryNotFound
        return inquiry

    async def into(self, bid_id: UUID) -> list[Inquiry]:
        """The inquiries into the prices of a bid, by lot."""
        query = select(Inquiry).where(table.c.bid_id == bid_id).order_by(table.c.lot)
        return list(await self._session.scalars(query))

    async def of(self, bids: Collection[UUID], lot: int) -> dict[UUID, Inquiry]:
        """The inquiries into the prices of these bids for a lot, by bid."""
        query = select(Inquiry).where(table.c.bid_id.in_(bids), table.c.lot == lot)
        return {one.bid_id: one for one in await self._session.scalars(query)}
