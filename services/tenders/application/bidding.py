"""Receiving bids, and giving them back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from chassis.clock import Clock
from contracts.calendar import day_of
from contracts.offer_form import OfferCertificate
from contracts.sealing import ReceiptFile, SigningKey
from services.tenders.application.receipts import ReceiptKeys, receipt_of
from services.tenders.domain.bid import Bid, BidNotFound, BidNotSealed, Deposit, handed_in_before
from services.tenders.domain.depositor import Depositor
from services.tenders.domain.reception import (
    Lack,
    Piece,
    PieceNotSent,
    expired_certificates,
    is_late,
    missing_pieces,
    must_be_received,
    must_fit_lots,
)
from services.tenders.persistence.intake import Intake, Met
from services.tenders.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Reception:
    """What receiving needs beside the deposit: the platform's time, and the keys of receipts."""

    clock: Clock
    keys: ReceiptKeys


async def deposit_bid(intake: Intake, tender_id: UUID, deposit: Deposit, *, by: Depositor, reception: Reception) -> Bid:
    """Receive a bid, at the instant at which all of it was there; one that is late is kept and recorded as such."""
    by.must_bid_for(deposit.bidder)
    async with intake:
        met = await intake.met(tender_id, deposit, by.client)
        tender, instant = met.tender, reception.clock.at(met.since)
        must_be_received(tender, deposit)
        _must_be_sent(deposit, met.sent)
        late = is_late(tender, instant)
        bid = Bid.deposited(
            deposit, tender_id=tender_id, phase=tender.phase, depositor=by.client, at=instant, late=late
        )
        return await _enter(intake, met, bid, reception.keys.present)


def _must_be_sent(deposit: Deposit, sent: Mapping[str, int]) -> None:
    missing = [one.name for one in deposit.pieces if sent.get(one.sha256) != one.size]
    if missing:
        raise PieceNotSent("Send these pieces first, then the bid that names them.", missing=missing)


async def _enter(intake: Intake, met: Met, bid: Bid, key: SigningKey) -> Bid:
    own = await intake.bids_of(bid.bidder, met.tender)
    if known := handed_in_before(bid, own):
        return known
    if not bid.is_late:
        for earlier in own:
            earlier.replace(bid.lots)
            await intake.keep(earlier)
    bid.receipt = ReceiptFile.issue(receipt_of(bid, met.tender, met.bidder or bid.bidder.id), key).jws
    await intake.add(bid)
    return bid


async def check_bid(
    uow: UnitOfWork,
    tender_id: UUID,
    lots: tuple[int, ...],
    pieces: Iterable[Piece],
    certificates: Iterable[OfferCertificate],
) -> tuple[list[Lack], list[Lack]]:
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


async def withdraw_bid(uow: UnitOfWork, bid_id: UUID, *, by: Depositor, clock: Clock) -> Bid:
    """Give a sealed bid back to its bidder, while bids may come: the database's clock decides, as at the deposit."""
    async with uow:
        bid = await uow.bids.get(bid_id)
        by.must_have_handed_in(bid)
        tender, since = await uow.tenders.receiving_since(bid.tender_id)
        if is_late(tender, clock.at(since)):
            raise BidNotSealed("After the deadline bids stay as they are.", status=bid.status.value)
        bid.withdraw()
    return bid
