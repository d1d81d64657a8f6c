"""The bids that are kept."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.storage import Stored
from contracts.procedures import Phase
from services.tenders.domain.bid import Bid, BidNotFound, BidStatus, SealedPiece
from services.tenders.domain.tender import Tender
from services.tenders.persistence.tables import bid as table
from services.tenders.persistence.tables import sealed_piece


class Bids:
    """Every bid, whatever became of it, and the sealed pieces that were sent."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, bid_id: UUID) -> Bid | None:
        """A bid, if there is one."""
        return await self._session.get(Bid, bid_id)

    async def get(self, bid_id: UUID) -> Bid:
        """A bid, kept from others until the end of the transaction."""
        bid = await self._session.get(Bid, bid_id, with_for_update=True)
        if bid is None:
            raise BidNotFound
        return bid

    async def sealed(self, tender: Tender) -> Sequence[Bid]:
        """The sealed bids of the tender's phase, oldest first."""
        own = select(Bid).where(table.c.tender_id == tender.id, table.c.phase == tender.phase)
        query = own.where(table.c.status == BidStatus.SEALED).order_by(table.c.received_at)
        return (await self._session.scalars(query)).all()

    async def opened(self, tender_id: UUID, phase: Phase) -> Sequence[Bid]:
        """The bids of a phase that were opened, oldest first."""
        own = select(Bid).where(table.c.tender_id == tender_id, table.c.phase == phase)
        query = own.where(table.c.status == BidStatus.OPENED).order_by(table.c.received_at)
        return (await self._session.scalars(query)).all()

    async def at_opening(self, tender_id: UUID, phase: Phase) -> Sequence[Bid]:
        """The bids of a phase that counted at its opening, oldest first, those that could not be read included."""
        own = (table.c.tender_id == tender_id) & (table.c.phase == phase)
        shown = table.c.status.in_([BidStatus.OPENED, BidStatus.UNREADABLE])
        return (await self._session.scalars(select(Bid).where(own, shown).order_by(table.c.received_at))).all()

    async def late(self, tender: Tender) -> int:
        """How many bids came too late for the tender's phase, or for its last round."""
        own = (table.c.tender_id == tender.id) & (table.c.phase == tender.phase)
        late = (table.c.status == BidStatus.LATE) & (table.c.received_at >= tender.deadline)
        query = select(func.count()).where(own, late)
        return int(await self._session.scalar(query) or 0)

    async def stored(self, tender_id: UUID, depositor: str, pieces: Iterable[SealedPiece]) -> dict[str, Stored]:
        """Those of these pieces that were sent, by the SHA-256 of their ciphertext."""
        hashes = [piece.sha256 for piece in pieces]
        own = (sealed_piece.c.tender_id == tender_id) & (sealed_piece.c.depositor == depositor)
        found = await self._session.execute(select(sealed_piece).where(own, sealed_piece.c.sha256.in_(hashes)))
        return {row.sha256: Stored(row.stored, row.size, row.sha256) for row in found}

    async def places(self, tender_id: UUID) -> dict[tuple[str, str], str]:
        """Where every sealed piece of a tender is stored, by depositor and SHA-256."""
        found = await self._session.execute(select(sealed_piece).where(sealed_piece.c.tender_id == tender_id))
        return {(row.depositor, row.sha256): row.stored for row in found}
