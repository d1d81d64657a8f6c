"""Routes by which a lot is awarded to one of the bids that were evaluated here."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated
from chassis.caching import etag, ready
from chassis.identity import uuid7
from chassis.problems import problems
from services.tenders.api.acting import Acting, ActingOn
from services.tenders.api.dependencies import AwardApprover, Bidding, Deliberator, Outcomes, Proposer, Uow
from services.tenders.api.judgement_resources import AwardResource, Rejections, ResultResource
from services.tenders.api.judgement_schemas import GivenAnnulment, GivenProposal
from services.tenders.api.judgements import FOUND, STALE
from services.tenders.api.lots import Number
from services.tenders.api.tenders import ONCE, OWNED, WRITING
from services.tenders.application.awarding import annul_award, confirm_award, notify_losers, read_letters
from services.tenders.application.proposing import approve_award, propose_award, read_award
from services.tenders.domain.award_decision import (
    AwardNotFound,
    AwardSigned,
    AwardStands,
    AwardUnderway,
    SamePerson,
)
from services.tenders.domain.bid import BidNotFound
from services.tenders.domain.buyer import NotTheBuyer
from services.tenders.domain.evaluation import EvaluationNotFound, EvaluationRunning, NoBidAdmissible
from services.tenders.domain.holders import TooManyHolders
from services.tenders.domain.tender_state import AwardNeedsEvaluation, IllegalMove, TenderNotFound
from services.tenders.domain.time_limits import StandstillRunning
from services.tenders.domain.winners import PassedOverWithoutNeed
from services.tenders.persistence.results import ResultNotKnown

router = APIRouter(prefix="/tenders/{tender_id}", tags=["awards"])

ACTING = (*WRITING, *ONCE, *OWNED, *STALE, TenderNotFound, AwardNotFound, AwardStands)


@router.post(
    "/lots/{number}/award-proposal",
    status_code=201,
    response_model=AwardResource,
    responses=problems(
        *WRITING,
        *ONCE,
        *FOUND,
        EvaluationNotFound,
        EvaluationRunning,
        NoBidAdmissible,
        PassedOverWithoutNeed,
        TooManyHolders,
        AwardUnderway,
    ),
)
async def propose(tender_id: UUID, number: Number, body: GivenProposal, official: Proposer, act: Acting) -> Response:
    """Propose the first ranked bid whose bidder may hold the contract."""
    over = {each.bid: each.reason for each in body.passed_over}
    return await act(
        lambda: propose_award(
            act.uow, uuid7(), tender_id, number, passed_over=over, holders=body.holders, by=official, now=act.now
        ),
        AwardResource.of,
    )


@router.get(
    "/lots/{number}/award-decision",
    response_model=AwardResource,
    responses=problems(Unauthenticated, ScopeMissing, NotTheBuyer, TenderNotFound, AwardNotFound),
)
async def read(tender_id: UUID, number: Number, response: Response, uow: Uow, official: Deliberator) -> AwardResource:
    """Read how far the award of a lot has come: who proposed and approved it, until when nothing is signed."""
    award = await read_award(uow, tender_id, number, by=official)
    response.headers["ETag"] = etag(award.version)
    response.headers["Cache-Control"] = "private, no-store"
    return AwardResource.of(award)


@router.post(
    "/lots/{number}/award-approval",
    status_code=201,
    response_model=AwardResource,
    responses=problems(*ACTING, SamePerson),
)
async def approve(tender_id: UUID, number: Number, official: AwardApprover, act: ActingOn) -> Response:
    """Approve the award that somebody else proposed."""
    return await act(
        lambda: approve_award(act.uow, tender_id, number, by=official, expected=act.expected, now=act.now),
        AwardResource.of,
    )


@router.post(
    "/lots/{number}/award-notification",
    status_code=201,
    response_model=AwardResource,
    responses=problems(*ACTING, *FOUND, EvaluationNotFound, AwardNeedsEvaluation),
)
async def notify(tender_id: UUID, number: Number, official: AwardApprover, act: ActingOn) -> Response:
    """Give the lot to the winner and send every loser its letter, from which the standstill runs."""
    return await act(
        lambda: notify_losers(act.uow, tender_id, number, by=official, expected=act.expected, now=act.now),
        AwardResource.of,
    )


@router.post(
    "/lots/{number}/award-confirmation",
    status_code=201,
    response_model=AwardResource,
    responses=problems(*ACTING, StandstillRunning),
)
async def confirm(tender_id: UUID, number: Number, official: AwardApprover, act: ActingOn) -> Response:
    """Let the award stand once the standstill is over, if the clock has not done so yet."""
    return await act(
        lambda: confirm_award(act.uow, tender_id, number, by=official, expected=act.expected, now=act.now),
        AwardResource.of,
    )


@router.post(
    "/lots/{number}/award-annulment",
    status_code=201,
    response_model=AwardResource,
    responses=problems(*ACTING, IllegalMove, AwardSigned),
)
async def annul(
    tender_id: UUID, number: Number, body: GivenAnnulment, official: AwardApprover, act: ActingOn
) -> Response:
    """Take back an award of which nothing is signed."""
    return await act(
        lambda: annul_award(act.uow, tender_id, number, **dict(body), by=official, expected=act.expected, now=act.now),
        AwardResource.of,
    )


@router.get(
    "/bids/{bid_id}/rejection",
    response_model=Rejections,
    responses=problems(Unauthenticated, ScopeMissing, BidNotFound),
)
async def read_rejection(tender_id: UUID, bid_id: UUID, response: Response, uow: Uow, bidder: Bidding) -> Rejections:
    """Read why one's own bid was not retained, lot by lot."""
    response.headers["Cache-Control"] = "private, no-store"
    return Rejections(items=list(await read_letters(uow, tender_id, bid_id, by=bidder)))


@router.get(
    "/lots/{number}/result",
    dependencies=PUBLIC,
    response_model=ResultResource,
    responses=problems(ResultNotKnown) | {304: {"description": "Not modified"}},
)
async def read_result(tender_id: UUID, number: Number, request: Request, results: Outcomes) -> Response:
    """Read who won a lot."""
    row = await results.result(tender_id, number)
    return ready(request, row["document"], row["revision"])
