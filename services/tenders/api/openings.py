"""Routes by which a committee opens bids, and a buyer chooses who goes on."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import PUBLIC, Unauthenticated
from chassis.caching import IfMatchOffered
from chassis.idempotency import OnceOnly
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from chassis.storage import ContentLost, StorageUnavailable
from services.tenders.api.bid_resources import OpenedBidPage, OpeningResource, SealKeyResource
from services.tenders.api.bid_schemas import Selection, StrictShare
from services.tenders.api.bids import BIDDING
from services.tenders.api.dependencies import BidReads, Now, Opener, Reader, Store, TenderWriter, Uow
from services.tenders.api.resources import TenderResource
from services.tenders.api.tenders import ACTING
from services.tenders.application.opening import give_share
from services.tenders.application.selecting import select_candidates
from services.tenders.domain.bid import BidNotFound
from services.tenders.domain.buyer import Buyer, NotTheBuyer
from services.tenders.domain.opening import GivenShare, OpeningTooEarly, ShareRefused
from services.tenders.domain.selection import NoFurtherPhase, TooFewCandidates
from services.tenders.domain.tender_state import BidsTakenElsewhere, IllegalMove, TenderNotFound
from services.tenders.domain.time_limits import DeadlinePassed, NoticeTooShort

router = APIRouter(prefix="/tenders/{tender_id}", tags=["openings"])

OPENING = (
    *BIDDING, NotTheBuyer, TenderNotFound, BidsTakenElsewhere, OpeningTooEarly, IllegalMove, ShareRefused,
    StorageUnavailable, ContentLost,
)  # fmt: skip


@router.get(
    "/seal-key",
    dependencies=PUBLIC,
    response_model=SealKeyResource,
    responses=problems(TenderNotFound, BidsTakenElsewhere),
)
async def read_seal_key(tender_id: UUID, reads: BidReads) -> Response:
    """Read what bids of the present phase are sealed to; each phase has a key of its own."""
    return Response(await reads.seal(tender_id), media_type="application/json")


@router.get(
    "/openings",
    dependencies=PUBLIC,
    response_model=list[OpeningResource],
    responses=problems(Unauthenticated, TenderNotFound),
)
async def list_openings(tender_id: UUID, reads: BidReads, reader: Reader) -> Response:
    """List the openings of one's own tender, one a phase: who acted when, and what was refused."""
    return Response(await reads.openings(tender_id, reader), media_type="application/json")


@router.post("/opening/shares", status_code=201, response_model=OpeningResource, responses=problems(*OPENING))
async def give(tender_id: UUID, body: StrictShare, uow: Uow, store: Store, member: Opener, now: Now) -> OpeningResource:
    """Give one's share of the key after the deadline; the one that makes enough opens the bids (CCP R2143-3).

    Every attempt is recorded, refused ones too. To give the same share again changes nothing.
    """
    share = GivenShare.model_validate(body.model_dump())
    by = Buyer(member.organisation)
    opening, refusal = await give_share(uow, store, tender_id, share, by=by, member=member.client, now=now)
    if refusal is not None:
        raise refusal
    return OpeningResource.of(opening)


@router.get(
    "/bids",
    dependencies=PUBLIC,
    response_model=OpenedBidPage,
    responses=problems(Unauthenticated, InvalidCursor),
)
async def list_bids(tender_id: UUID, reads: BidReads, reader: Reader, page: Paging) -> Response:
    """List the bids of one's own tender that were opened, and those that came late; before, there are none."""
    return page.answer(await reads.bids(page, tender_id, reader))


@router.post(
    "/selection",
    status_code=201,
    response_model=TenderResource,
    responses=problems(*ACTING, NoFurtherPhase, TooFewCandidates, BidNotFound, NoticeTooShort, DeadlinePassed),
)
async def select(
    tender_id: UUID,
    body: Selection,
    uow: Uow,
    buyer: TenderWriter,
    expected: IfMatchOffered,
    now: Now,
    once: OnceOnly,
) -> Response:
    """Invite those whose requests or bids are chosen to the next phase of the procedure."""
    return await once(
        uow,
        lambda: select_candidates(uow, tender_id, **dict(body), by=buyer, expected=expected, now=now),
        TenderResource.of,
    )
