"""Routes by which the bids for a lot are marked and ranked."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.caching import IfMatch, PreconditionRequired, etag
from chassis.problems import problems
from services.tenders.api.acting import ActingOn
from services.tenders.api.dependencies import Deliberator, Evaluator, Now, Proposer, Uow
from services.tenders.api.judgement_resources import EvaluationResource
from services.tenders.api.judgement_schemas import (
    GivenAppointment,
    GivenConclusion,
    GivenDeclaration,
    GivenScores,
)
from services.tenders.api.judgements import FOUND, STALE
from services.tenders.api.lots import Number
from services.tenders.api.tenders import ONCE, WRITING
from services.tenders.application.evaluating import (
    appoint_evaluators,
    conclude_evaluation,
    declare_interests,
    mark_bids,
    read_evaluation,
)
from services.tenders.domain.buyer import NotTheBuyer
from services.tenders.domain.evaluation import (
    EvaluationConcluded,
    EvaluationIncomplete,
    EvaluationNotFound,
    NoBidAdmissible,
)
from services.tenders.domain.lot import LotNotFound
from services.tenders.domain.ranking import DrawNeeded
from services.tenders.domain.scoring import (
    BidNotInRunning,
    ConflictNotDeclared,
    ConflictOfInterest,
    CriteriaNotGiven,
    CriterionNotFound,
    CriterionPriced,
    MarkTooHigh,
    NotAnEvaluator,
)
from services.tenders.domain.tender_state import TenderNotFound

router = APIRouter(prefix="/tenders/{tender_id}/lots/{number}/evaluation", tags=["evaluations"])

EVALUATING = (*WRITING, *FOUND, *STALE, EvaluationConcluded)


@router.post(
    "",
    status_code=201,
    response_model=EvaluationResource,
    responses=problems(*EVALUATING, *ONCE, CriteriaNotGiven),
)
async def appoint(
    tender_id: UUID, number: Number, body: GivenAppointment, official: Proposer, act: ActingOn
) -> Response:
    """Say who evaluates the bids for a lot; said again, it replaces who was appointed."""
    evaluators = body.evaluators
    return await act(
        lambda: appoint_evaluators(
            act.uow, tender_id, number, evaluators=evaluators, by=official, expected=act.expected, now=act.now
        ),
        EvaluationResource.of,
    )


@router.post(
    "/declarations",
    status_code=201,
    response_model=EvaluationResource,
    responses=problems(*EVALUATING, *ONCE, EvaluationNotFound, NotAnEvaluator),
)
async def declare(
    tender_id: UUID, number: Number, body: GivenDeclaration, official: Evaluator, act: ActingOn
) -> Response:
    """Declare, as an evaluator, whether there is a conflict of interest."""
    return await act(
        lambda: declare_interests(
            act.uow, tender_id, number, **dict(body), by=official, expected=act.expected, now=act.now
        ),
        EvaluationResource.of,
    )


@router.put(
    "/scores",
    response_model=EvaluationResource,
    responses=problems(
        *EVALUATING,
        PreconditionRequired,
        EvaluationNotFound,
        NotAnEvaluator,
        ConflictOfInterest,
        ConflictNotDeclared,
        CriterionNotFound,
        CriterionPriced,
        MarkTooHigh,
        BidNotInRunning,
    ),
)
async def mark(
    tender_id: UUID,
    number: Number,
    body: GivenScores,
    response: Response,
    uow: Uow,
    official: Evaluator,
    expected: IfMatch,
    now: Now,
) -> EvaluationResource:
    """Mark bids, each under a criterion and with the reason."""
    findings = await mark_bids(uow, tender_id, number, body.scores, by=official, expected=expected, now=now)
    response.headers["ETag"] = etag(findings.revision)
    return EvaluationResource.of(findings)


@router.post(
    "/conclusion",
    status_code=201,
    response_model=EvaluationResource,
    responses=problems(*EVALUATING, *ONCE, EvaluationNotFound, EvaluationIncomplete, NoBidAdmissible, DrawNeeded),
)
async def conclude(
    tender_id: UUID, number: Number, body: GivenConclusion, official: Evaluator, act: ActingOn
) -> Response:
    """Let the ranking stand, once nothing is missing."""
    return await act(
        lambda: conclude_evaluation(
            act.uow, tender_id, number, draw=body.draw, by=official, expected=act.expected, now=act.now
        ),
        EvaluationResource.of,
    )


@router.get(
    "",
    response_model=EvaluationResource,
    responses=problems(Unauthenticated, ScopeMissing, NotTheBuyer, TenderNotFound, LotNotFound, EvaluationNotFound),
)
async def read(
    tender_id: UUID, number: Number, response: Response, uow: Uow, official: Deliberator
) -> EvaluationResource:
    """Read an evaluation; until it is concluded, with one's own marks alone."""
    findings = await read_evaluation(uow, tender_id, number, by=official)
    response.headers["ETag"] = etag(findings.revision)
    response.headers["Cache-Control"] = "private, no-store"
    return EvaluationResource.of(findings)
