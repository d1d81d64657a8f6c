"""Routes by which prices that seem abnormally low are questioned, justified and decided."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.problems import problems
from services.tenders.api.acting import Acting, ActingOn
from services.tenders.api.dependencies import Bidding, Evaluator, Uow
from services.tenders.api.judgement_resources import Inquiries, InquiryResource
from services.tenders.api.judgement_schemas import GivenJustification, GivenPriceDecision, JustificationRequest
from services.tenders.api.judgements import JUDGING, STALE, BidId
from services.tenders.api.lots import Number
from services.tenders.api.tenders import ONCE, WRITING
from services.tenders.application.inquiring import ask_justification, decide_price, justify_price, read_inquiries
from services.tenders.domain.bid import BidNotFound
from services.tenders.domain.inquiry import AnswerTooLate, BidderNotHeard, InquiryNotFound, InquiryOpen
from services.tenders.domain.judgement import DueInstantPassed, JudgementStands, RegularisationRunning

router = APIRouter(prefix="/tenders/{tender_id}/bids/{bid_id}", tags=["evaluations"])


@router.get(
    "/justifications",
    response_model=Inquiries,
    responses=problems(Unauthenticated, ScopeMissing, BidNotFound),
)
async def read(tender_id: UUID, bid_id: BidId, response: Response, uow: Uow, bidder: Bidding) -> Inquiries:
    """Read which prices of one's own bid are to be justified, until when, and what was decided."""
    response.headers["Cache-Control"] = "private, no-store"
    found = await read_inquiries(uow, tender_id, bid_id, by=bidder)
    return Inquiries(items=[InquiryResource.of(one) for one in found])


@router.post(
    "/lots/{number}/justification-request",
    status_code=201,
    response_model=InquiryResource,
    responses=problems(*JUDGING, InquiryOpen, DueInstantPassed),
)
async def question(
    tender_id: UUID, bid_id: BidId, number: Number, body: JustificationRequest, official: Evaluator, act: Acting
) -> Response:
    """Ask a bidder to justify a price that seems abnormally low."""
    return await act(
        lambda: ask_justification(act.uow, tender_id, number, bid_id, due=body.due, by=official, now=act.now),
        InquiryResource.of,
    )


@router.post(
    "/lots/{number}/justification",
    status_code=201,
    response_model=InquiryResource,
    responses=problems(*WRITING, *ONCE, *STALE, BidNotFound, InquiryNotFound, AnswerTooLate),
)
async def justify(
    tender_id: UUID, bid_id: BidId, number: Number, body: GivenJustification, bidder: Bidding, act: ActingOn
) -> Response:
    """Justify the price of one's own bid."""
    return await act(
        lambda: justify_price(
            act.uow, tender_id, number, bid_id, **dict(body), by=bidder, expected=act.expected, now=act.now
        ),
        InquiryResource.of,
    )


@router.post(
    "/lots/{number}/justification-decision",
    status_code=201,
    response_model=InquiryResource,
    responses=problems(*JUDGING, InquiryNotFound, BidderNotHeard, JudgementStands, RegularisationRunning),
)
async def decide(
    tender_id: UUID, bid_id: BidId, number: Number, body: GivenPriceDecision, official: Evaluator, act: ActingOn
) -> Response:
    """Accept a price after its bidder was heard, or rule the bid out for it."""
    return await act(
        lambda: decide_price(
            act.uow, tender_id, number, bid_id, **dict(body), by=official, expected=act.expected, now=act.now
        ),
        InquiryResource.of,
    )
