"""Routes of the lots of a tender."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from chassis.problems import problems
from services.tenders.api.acting import ActingOn
from services.tenders.api.dependencies import Awarder
from services.tenders.api.resources import TenderResource
from services.tenders.api.schemas import LotAward, LotClosure
from services.tenders.api.tenders import ACTING
from services.tenders.application.deciding import award_lot, close_lot
from services.tenders.domain.holders import HoldersInconsistent, HolderUnnamed, SharesExceedWhole, TooManyHolders
from services.tenders.domain.lot import AwardWithoutBid, LotDecided, LotNotFound
from services.tenders.domain.tender_state import AwardNeedsEvaluation

router = APIRouter(prefix="/tenders/{tender_id}/lots/{number}", tags=["lots"])

Number = Annotated[int, Path(ge=1, le=1000)]


@router.post(
    "/closure",
    status_code=201,
    response_model=TenderResource,
    responses=problems(*ACTING, LotNotFound, LotDecided),
)
async def close(tender_id: UUID, number: Number, body: LotClosure, buyer: Awarder, act: ActingOn) -> Response:
    """Record that a lot ended without a winner."""
    return await act(
        lambda: close_lot(act.uow, tender_id, number, **dict(body), by=buyer, expected=act.expected, now=act.now),
        TenderResource.of,
    )


@router.post(
    "/award",
    status_code=201,
    response_model=TenderResource,
    responses=problems(
        *ACTING,
        LotNotFound,
        LotDecided,
        AwardWithoutBid,
        AwardNeedsEvaluation,
        HolderUnnamed,
        HoldersInconsistent,
        TooManyHolders,
        SharesExceedWhole,
    ),
)
async def award(tender_id: UUID, number: Number, body: LotAward, buyer: Awarder, act: ActingOn) -> Response:
    """Give a lot to its winners."""
    return await act(
        lambda: award_lot(act.uow, tender_id, number, **dict(body), by=buyer, expected=act.expected, now=act.now),
        TenderResource.of,
    )
