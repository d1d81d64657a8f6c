"""Receiving bids, and giving them back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.clock import Clock
from contracts.offer_form import OfferCertificate
from contracts.sealing import ReceiptFile, SigningKey
from services.tenders.application.receipts import ReceiptKeys, receipt_of
from services.tenders.domain.bid import Bid, BidNotFound, BidNotSealed, Deposit, handed_in_before
from services.tenders.domain.days import day_of
from services.tenders.domain.depositor import Depositor
from services.tenders.domain.reception import (
    Piece,
    PieceNotSent,
    expired_certificates,
    is_late,
    missing_pieces,
    must_be_received,
    must_fit_lots,
)
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Reception:
    """What receiving needs beside the deposit: the platform's time, and the keys of receipts."""

    clock: Clock
    keys: ReceiptKeys


async def deposit_bid(
    uow: UnitOfWork, tender_id: UUID, deposit: Deposit, *, by: Depositor, reception: Reception
) -> Bid:
    """Receive a bid, at the instant at which all of it was there; one that is late is kept and recorded as such."""
    by.must_bid_for(deposit.bidder)
    async with uow:
        tender, since = await uow.tenders.receiving_since(tender_id)
        must_be_received(tender, deposit)
        await _must_be_sent(uow, tender_id, deposit, by)
        instant = reception.clock.at(since)
        late = is_late(tender, instant)
        bid = Bid.deposited(
            deposit, tender_id=tender_id, phase=tender.phase, depositor=by.client, at=instant, late=late
        )
        return await _enter(uow, tender, bid, reception.keys.present)


async def _must_be_sent(uow: UnitOfWork, tender_id: UUID, deposit: Deposit, by: Depositor) -> None:
    sent = await uow.bids.stored(tender_id, by.client, deposit.pieces, lock=True)
    missing = [one.name for one in deposit.pieces if one.sha256 not in sent or sent[one.sha256].size != one.size]
    if missing:
        raise PieceNotSent("Send these pieces first, then the bid that names them.", missing=missing)


async def _enter(uow: UnitOfWork, tender: Tender, bid: Bid, key: SigningKey) -> Bid:
    own = await uow.bids.of(bid.bidder, tender)
    if known := handed_in_before(bid, own):
        return known
    if not bid.is_late:
        for earlier in own:
            earlier.replace(bid.lots)
    known_names = await uow.suppliers.known([bid.bidder])
    name = known_names[bid.bidder].name if bid.bidder in known_names else bid.bidder.id
    bid.receipt = ReceiptFile.issue(receipt_of(bid, tender, name), key).jws
    uow.bids.add(bid)
    return bid


async def check_bid(
    uow: UnitOfWork,
    tender_id: UUID,
    lots: tuple[int, ...],
    pieces: Iterable[Piece],
    certificates: Iterable[OfferCertificate],
) -> tuple[list[str], list[str]]:
    """What a bid for these lots would lack, and which certificates will have expired by the deadline."""
    async with uow:
        tender = await uow.tenders.receiving(tender_id)
    tender.must_be_sealed()
    must_fit_lots(tender, lots)
    asked, deadline = tender.terms.pieces, tender.deadline
    assert deadline is not None
    return missing_pieces(asked, lots, pieces), expired_certificates(asked, certificates, day_of(deadline))


async def read_bid(uow: UnitOfWork, bid_id: UUID, *, by: Depositor) -> Bid:
    """A bid, for who handed it in."""
    async with uow:
        bid = await uow.bids.find(bid_id)
    if bid is None:
        raise BidNotFound
    by.must_have_handed_in(bid)
    return bid


async def withdraw_bid(uow: UnitOfWork, bid_id: UUID, *, by: Depositor, now: datetime) -> Bid:
    """Give a sealed bid back to its bidder, while bids may come."""
    async with uow:
        bid = await uow.bids.get(bid_id)
        by.must_have_handed_in(bid)
        tender = await uow.tenders.receiving(bid.tender_id)
        if is_late(tender, now):
            raise BidNotSealed("After the deadline bids stay as they are.", status=bid.status.value)
        bid.withdraw()
    return bid
