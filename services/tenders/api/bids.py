"""Routes by which bids are handed in and given back; none is counted, as nobody is to know how many bids there are."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from chassis.uncounted import UNCOUNTED
from services.tenders.api.bid_resources import BidResource, Completeness, Kept, OwnBidPage, ReceiptResource
from services.tenders.api.bid_schemas import GivenBid, PlannedBid
from services.tenders.api.dependencies import Bidding, BidReads, Incoming, Receiving, Uow
from services.tenders.api.tenders import BODY, ONCE
from services.tenders.application.bidding import check_bid, deposit_bid, read_bid, withdraw_bid
from services.tenders.domain.bid import Bid, BidNotFound, BidNotSealed
from services.tenders.domain.depositor import NotTheBidder
from services.tenders.domain.reception import (
    BidIncomplete,
    BidTooLate,
    LotNotBiddable,
    NotInvited,
    PieceNotSent,
    TooManyLots,
)
from services.tenders.domain.tender_state import BidsTakenElsewhere, IllegalMove, TenderNotFound

router = APIRouter(tags=["bids"])

BIDDING = (*BODY, Unauthenticated, ScopeMissing)
DEPOSITING = (
    NotTheBidder, TenderNotFound, BidsTakenElsewhere, IllegalMove, NotInvited, LotNotBiddable, TooManyLots,
    BidIncomplete, PieceNotSent, BidTooLate,
)  # fmt: skip
CREATED, CONFLICT = 201, 409


@router.post(
    "/tenders/{tender_id}/bids",
    status_code=CREATED,
    response_model=BidResource,
    openapi_extra=UNCOUNTED,
    responses=problems(*BIDDING, *ONCE, *DEPOSITING),
)
async def deposit(
    tender_id: UUID, body: GivenBid, intake: Incoming, depositor: Bidding, reception: Receiving, once: OnceOnly
) -> Response:
    """Hand in a bid whose sealed pieces were sent before; the answer is its signed receipt.

    A bid that comes after the deadline is answered with 409, kept sealed and recorded (CCP R2143-2, R2151-5). A later
    bid of the same bidder takes the place of an earlier one (R2151-6).
    """

    def shown(bid: Bid) -> BidResource | Kept:
        return Kept.late(bid) if bid.is_late else BidResource.of(bid, reception.keys)

    return await once(
        intake,
        lambda: deposit_bid(intake, tender_id, body.deposit(), by=depositor, reception=reception),
        shown,
        status=lambda bid: CONFLICT if bid.is_late else CREATED,
        location="/bids/{id}",
    )


@router.post(
    "/tenders/{tender_id}/bid-check",
    dependencies=PUBLIC,
    response_model=Completeness,
    openapi_extra=UNCOUNTED,
    responses=problems(*BODY, TenderNotFound, BidsTakenElsewhere, LotNotBiddable, TooManyLots),
)
async def check(tender_id: UUID, body: PlannedBid, uow: Uow) -> Completeness:
    """Say what a bid would lack: pieces, certificates that will have expired by the deadline. Nothing is kept."""
    missing, expired = await check_bid(uow, tender_id, body.lots, body.pieces, body.certificates)
    return Completeness(complete=not missing and not expired, missing=missing, expired=expired)


@router.get(
    "/bids",
    response_model=OwnBidPage,
    openapi_extra=UNCOUNTED,
    responses=problems(Unauthenticated, ScopeMissing, InvalidCursor),
)
async def list_own(reads: BidReads, depositor: Bidding, page: Paging) -> Response:
    """List the bids that one has handed in, or somebody else for one's company, the newest first."""
    page = replace(page, descending=True)
    return page.answer(await reads.own(page, depositor))


@router.get(
    "/bids/{bid_id}",
    response_model=BidResource,
    openapi_extra=UNCOUNTED,
    responses=problems(*BIDDING, BidNotFound),
)
async def read(bid_id: UUID, uow: Uow, depositor: Bidding, reception: Receiving) -> BidResource:
    """Read a bid of one's own."""
    return BidResource.of(await read_bid(uow, bid_id, by=depositor), reception.keys)


@router.get(
    "/bids/{bid_id}/receipt",
    response_model=ReceiptResource,
    openapi_extra=UNCOUNTED,
    responses=problems(*BIDDING, BidNotFound),
)
async def read_receipt(bid_id: UUID, uow: Uow, depositor: Bidding, reception: Receiving) -> ReceiptResource:
    """Read the receipt of a bid of one's own, with its time stamp once there is one."""
    return BidResource.of(await read_bid(uow, bid_id, by=depositor), reception.keys).receipt


@router.post(
    "/bids/{bid_id}/withdrawal",
    status_code=CREATED,
    response_model=BidResource,
    openapi_extra=UNCOUNTED,
    responses=problems(*BIDDING, *ONCE, BidNotFound, BidNotSealed),
)
async def withdraw(bid_id: UUID, uow: Uow, depositor: Bidding, reception: Receiving, once: OnceOnly) -> Response:
    """Take a sealed bid back, before the deadline."""
    return await once(
        uow,
        lambda: withdraw_bid(uow, bid_id, by=depositor, clock=reception.clock),
        lambda bid: BidResource.of(bid, reception.keys),
    )


@router.get("/receipt-key", dependencies=PUBLIC, responses=problems())
async def read_receipt_key(reception: Receiving) -> dict[str, str]:
    """The public key that signs receipts, as a JWK: the one of the journal, where the installation has one."""
    return reception.keys.present.verifying_key.to_jwk()
