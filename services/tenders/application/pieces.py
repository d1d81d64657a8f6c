"""Keeping the sealed pieces of bids, sealing those that come in clear, and reading them after the opening."""

from base64 import b64decode
from collections.abc import AsyncIterable, AsyncIterator
from typing import NamedTuple
from uuid import UUID

from chassis.errors import Conflict, Unacceptable
from chassis.storage import Storage, Stored
from contracts.procedures import LotNumber
from contracts.sealing import Context, ContextUnfit, Sealer, SealKey
from contracts.vocabulary import Identifier
from services.tenders.application.unsealing import plain
from services.tenders.domain.bid import Bid, BidNotFound, BidStatus, SealedPiece, name_of
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.depositor import Depositor
from services.tenders.domain.tender import Tender
from services.tenders.persistence.intake import Intake
from services.tenders.persistence.unit_of_work import UnitOfWork


class PieceUnreadable(Conflict):
    """This piece could not be opened: it was altered, or sealed for another tender, lot or bidder."""


class PieceMisnamed(Unacceptable):
    """The name of a piece is a path, or has characters that do not print."""


class PieceTitle(NamedTuple):
    """What a piece is, and whose: it is sealed for this and opens for nothing else."""

    bidder: Identifier
    kind: str
    name: str
    lots: tuple[LotNumber, ...]

    def context(self, tender: Tender) -> Context:
        """What the seal is bound to; raises `PieceMisnamed`."""
        try:
            return Context(str(tender.id), tender.phase, self.lots, name_of(self.bidder), self.kind, self.name)
        except ContextUnfit as flaw:
            raise PieceMisnamed(str(flaw)) from flaw


async def keep_piece(
    intake: Intake, storage: Storage, tender_id: UUID, chunks: AsyncIterable[bytes], limit: int, *, by: Depositor
) -> Stored:
    """Keep a sealed piece of at most `limit` bytes until the bid that names it comes."""
    async with intake:
        (await intake.tender(tender_id)).must_be_sealed()
    stored = await storage.put(chunks, limit)
    async with intake:
        await intake.receive(tender_id, by.client, stored)
    return stored


async def seal_piece(
    intake: Intake,
    storage: Storage,
    tender_id: UUID,
    title: PieceTitle,
    chunks: AsyncIterable[bytes],
    limit: int,
    *,
    by: Depositor,
) -> SealedPiece:
    """Seal a piece as it streams in; neither its plaintext nor the key to it is written anywhere."""
    by.must_bid_for(title.bidder)
    async with intake:
        tender = await intake.tender(tender_id)
    sealer = Sealer(SealKey.from_json(tender.must_be_sealed().model_dump()), title.context(tender))
    stored = await keep_piece(intake, storage, tender_id, _sealed(sealer, chunks), limit, by=by)
    return SealedPiece(kind=title.kind, name=title.name, lots=title.lots, size=stored.size, sha256=stored.sha256)


async def _sealed(sealer: Sealer, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    yield sealer.header()
    async for chunk in chunks:
        yield sealer.update(chunk)
    yield sealer.finish()


async def open_piece(
    uow: UnitOfWork, storage: Storage, bid_id: UUID, number: int, *, by: Buyer
) -> tuple[SealedPiece, AsyncIterator[bytes]]:
    """A piece of a bid after its opening, for the buyer: to others there is no such bid."""
    async with uow:
        bid = await uow.bids.find(bid_id)
        if bid is None or bid.status not in (BidStatus.OPENED, BidStatus.UNREADABLE) or number > len(bid.pieces):
            raise BidNotFound
        tender = await uow.tenders.receiving(bid.tender_id)
        if not by.is_buyer(tender.terms.buyer):
            raise BidNotFound
        piece = bid.pieces[number - 1]
        places = await uow.bids.stored(bid.tender_id, bid.depositor, [piece])
    return piece, plain(storage, places[piece.sha256].name, _key(bid, number))


def _key(bid: Bid, number: int) -> bytes:
    written = bid.keys[number - 1]
    if written is None:
        raise PieceUnreadable(piece=number)
    return b64decode(written)
