"""Routes of the approval of a tender, and of the record of who did what to it."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.caching import ready
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from services.tenders.api.acting import ActingOn
from services.tenders.api.dependencies import Approver, PreparationReads, ReviewReader, Submitter
from services.tenders.api.preparation_schemas import ActPage, ChangeRequest, Comment, ReviewResource
from services.tenders.api.tenders import ACTING
from services.tenders.application import reviewing
from services.tenders.domain.review_round import FourEyes, StepOfAnotherRole
from services.tenders.domain.tender_state import TenderNotFound

router = APIRouter(prefix="/tenders/{tender_id}", tags=["reviews"])

READING = (Unauthenticated, ScopeMissing, TenderNotFound)
PRIVATE = "private, no-store"


@router.post("/review", status_code=201, response_model=ReviewResource, responses=problems(*ACTING))
async def submit(tender_id: UUID, submitter: Submitter, act: ActingOn) -> Response:
    """Submit a draft for approval by the chain that its buyer's policy names."""
    return await act(
        lambda: reviewing.submit_tender(act.uow, tender_id, by=submitter, expected=act.expected, now=act.now),
        ReviewResource.of,
    )


@router.get(
    "/review",
    response_model=ReviewResource,
    responses=problems(*READING) | {304: {"description": "Not modified"}},
)
async def read_review(tender_id: UUID, request: Request, reads: PreparationReads, reader: ReviewReader) -> Response:
    """Read every round of the approval of a tender."""
    row = await reads.review(tender_id, reader)
    return ready(request, row["document"], row["revision"], PRIVATE)


@router.post(
    "/review/approval",
    status_code=201,
    response_model=ReviewResource,
    responses=problems(*ACTING, StepOfAnotherRole, FourEyes),
)
async def approve(tender_id: UUID, body: Comment, approver: Approver, act: ActingOn) -> Response:
    """Approve as the role whose turn it is; the last approval makes the tender ready for publication."""
    return await act(
        lambda: reviewing.approve_tender(
            act.uow, tender_id, comment=body.comment, by=approver, expected=act.expected, now=act.now
        ),
        ReviewResource.of,
    )


@router.post(
    "/review/change-request",
    status_code=201,
    response_model=ReviewResource,
    responses=problems(*ACTING, StepOfAnotherRole),
)
async def request_changes(tender_id: UUID, body: ChangeRequest, approver: Approver, act: ActingOn) -> Response:
    """Send a tender back to its authors, as the role whose turn it is."""
    return await act(
        lambda: reviewing.request_changes(
            act.uow, tender_id, comment=body.comment, by=approver, expected=act.expected, now=act.now
        ),
        ReviewResource.of,
    )


@router.post("/review/recall", status_code=201, response_model=ReviewResource, responses=problems(*ACTING))
async def recall(tender_id: UUID, submitter: Submitter, act: ActingOn) -> Response:
    """Take back a tender that is not approved to the end."""
    return await act(
        lambda: reviewing.recall_tender(act.uow, tender_id, by=submitter, expected=act.expected, now=act.now),
        ReviewResource.of,
    )


@router.get("/record", response_model=ActPage, responses=problems(*READING, InvalidCursor))
async def read_record(tender_id: UUID, reads: PreparationReads, reader: ReviewReader, page: Paging) -> Response:
    """Read who did what to a tender, and when."""
    return page.answer(await reads.acts(tender_id, reader, page))
