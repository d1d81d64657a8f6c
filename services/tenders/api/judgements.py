"""Routes by which bids are judged, lot by lot."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from chassis.caching import PreconditionFailed
from chassis.problems import VersionConflict, problems
from services.tenders.api.acting import ActingOn
from services.tenders.api.dependencies import Evaluator
from services.tenders.api.judgement_resources import JudgementResource
from services.tenders.api.judgement_schemas import GivenJudgement, RegularisationRequest
from services.tenders.api.lots import Number
from services.tenders.api.tenders import ONCE, OWNED, WRITING
from services.tenders.application.admitting import ask_regularisation, judge_bid
from services.tenders.domain.bid import BidNotFound
from services.tenders.domain.evaluation import EvaluationConcluded
from services.tenders.domain.evidence import PriceMissing
from services.tenders.domain.judgement import (
    DueInstantPassed,
    JudgementStands,
    JudgementStatus,
    RegularisationRunning,
)
from services.tenders.domain.lot import LotDecided, LotNotFound
from services.tenders.domain.tender_state import IllegalMove, TenderNotFound

router = APIRouter(prefix="/tenders/{tender_id}/bids/{bid_id}/lots/{number}", tags=["evaluations"])

FOUND = (*OWNED, TenderNotFound, LotNotFound, IllegalMove, LotDecided)
"""How a lot whose bids are judged may not be found in that state."""
STALE = (VersionConflict, PreconditionFailed)
JUDGING = (*WRITING, *ONCE, *FOUND, *STALE, BidNotFound, EvaluationConcluded)
BidId = Annotated[UUID, Path()]


@router.post(
    "/judgement",
    status_code=201,
    response_model=JudgementResource,
    responses=problems(*JUDGING, JudgementStands, RegularisationRunning, PriceMissing),
)
async def judge(
    tender_id: UUID, bid_id: BidId, number: Number, body: GivenJudgement, official: Evaluator, act: ActingOn
) -> Response:
    """Admit a bid for a lot, or rule it out with the reason."""
    status = JudgementStatus(body.status)
    return await act(
        lambda: judge_bid(
            act.uow,
            tender_id,
            number,
            bid_id,
            status=status,
            reason=body.reason,
            by=official,
            expected=act.expected,
            now=act.now,
        ),
        JudgementResource.of,
    )


@router.post(
    "/regularisation-request",
    status_code=201,
    response_model=JudgementResource,
    responses=problems(*JUDGING, JudgementStands, DueInstantPassed),
)
async def regularise(
    tender_id: UUID, bid_id: BidId, number: Number, body: RegularisationRequest, official: Evaluator, act: ActingOn
) -> Response:
    """Let a bidder put right what is irregular in its bid, before it is judged."""
    return await act(
        lambda: ask_regularisation(
            act.uow, tender_id, number, bid_id, **dict(body), by=official, expected=act.expected, now=act.now
        ),
        JudgementResource.of,
    )
