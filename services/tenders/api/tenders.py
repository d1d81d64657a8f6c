"""Routes of tenders."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import StringConstraints

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag, ready
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.identity import uuid7
from chassis.paging import Counting, InvalidCursor, Paging
from chassis.problems import BodyTooLarge, MalformedJson, MediaTypeNotSupported, VersionConflict, problems
from contracts.vocabulary import Code, Day, Nature, Procedure, Siret
from services.tenders.api.acting import Acting, ActingOn
from services.tenders.api.dependencies import Now, Reader, Reads, TenderWriter, Uow
from services.tenders.api.resources import TenderPage, TenderResource
from services.tenders.api.schemas import Cancellation, GivenTerms, Publication
from services.tenders.application.drafting import draft_tender, redraft_tender
from services.tenders.application.publishing import cancel_tender, publish_tender
from services.tenders.application.templating import duplicate_tender
from services.tenders.domain.buyer import NotTheBuyer
from services.tenders.domain.call_off import FrameworkOfAnother, FrameworkOver, NotFrameworkAgreement
from services.tenders.domain.calling import NobodyAdmitted, NotCallable
from services.tenders.domain.lot import CriteriaUnbalanced, LotsMisnumbered
from services.tenders.domain.ownership import OwnerTokenMissing, OwnerTokenWrong
from services.tenders.domain.plan_entry import PlanEntryGone, PlanEntryOfAnother, PlanEntryUnknown
from services.tenders.domain.price_formula import PriceFormulaUnknown
from services.tenders.domain.review import ApprovalMissing
from services.tenders.domain.rules.consultation import UNLAWFUL
from services.tenders.domain.tender_state import IllegalMove, LotUnderContract, TenderNotFound
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import AreaUnknown, DepartmentUnknown
from services.tenders.domain.time_limits import DeadlinePassed, NoticeTooShort

router = APIRouter(prefix="/tenders", tags=["tenders"])

BODY = (MalformedJson, BodyTooLarge, MediaTypeNotSupported)
WRITING = (*BODY, Unauthenticated, ScopeMissing, NotTheBuyer)
ONCE = (IdempotencyKeyReused, StillInProgress)
CALLING = (NotFrameworkAgreement, FrameworkOver, FrameworkOfAnother)
PLANNED = (PlanEntryUnknown, PlanEntryOfAnother, PlanEntryGone)
DRAFTING = (
    LotsMisnumbered,
    CriteriaUnbalanced,
    PriceFormulaUnknown,
    DepartmentUnknown,
    AreaUnknown,
    NotCallable,
    *PLANNED,
)
OWNED = (OwnerTokenMissing, OwnerTokenWrong)
ACTING = (*WRITING, *ONCE, *OWNED, TenderNotFound, IllegalMove, VersionConflict, PreconditionFailed)
Words = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
A_YEAR = timedelta(days=365)
CpvPrefix = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,8}$")]


@router.post("", status_code=201, response_model=TenderResource, responses=problems(*WRITING, *ONCE, *DRAFTING))
async def draft(body: GivenTerms, buyer: TenderWriter, act: Acting) -> Response:
    """Draft a tender; nobody but its buyer sees it until it is published."""
    return await act(
        lambda: draft_tender(act.uow, uuid7(), body.terms(), body.lots, by=buyer, now=act.now),
        TenderResource.of,
        location="/tenders/{id}",
    )


async def _further(
    now: Now,
    nature: Nature | None = None,
    cpv: Annotated[CpvPrefix | None, Query(description="first digits of the code")] = None,
    closes_by: Annotated[Day | None, Query(description="last day of the deadline, in Paris")] = None,
    q: Annotated[Words | None, Query(description="words of title and lots, in French; accents may be left out")] = None,
    unsigned: Annotated[bool, Query(description="with a lot whose award stands and waits for its contract")] = False,
) -> dict[str, Any]:
    since = now - A_YEAR if unsigned else None
    return {"nature": nature, "cpv": cpv, "closes_by": closes_by, "words": q, "unsigned": since}


@router.get("", dependencies=PUBLIC, response_model=TenderPage, responses=problems(InvalidCursor, Unauthenticated))
async def list_tenders(
    reads: Reads,
    page: Paging,
    reader: Reader,
    further: Annotated[dict[str, Any], Depends(_further)],
    status: TenderStatus | None = None,
    department: Code | None = None,
    area: Code | None = None,
    buyer: Siret | None = None,
    procedure: Procedure | None = None,
    total: Counting = False,
) -> Response:
    """List tenders, newest first."""
    page = replace(page, descending=True)
    asked = {"status": status, "department": department, "area": area, "buyer": buyer, "procedure": procedure}
    members = {"total": str(await reads.total(reader, asked | further))} if total else {}
    return page.answer(await reads.tenders(page, reader, asked | further), members)


@router.get(
    "/{tender_id}",
    dependencies=PUBLIC,
    response_model=TenderResource,
    responses=problems(TenderNotFound, Unauthenticated) | {304: {"description": "Not modified"}},
)
async def read_tender(tender_id: UUID, request: Request, reads: Reads, reader: Reader) -> Response:
    """Read a tender; a draft is shown to its own organisation alone."""
    row = await reads.tender(tender_id, reader)
    return ready(request, row["document"], row["revision"], "no-cache" if row["public"] else "private, no-store")


@router.put(
    "/{tender_id}",
    response_model=TenderResource,
    responses=problems(
        *WRITING,
        *OWNED,
        TenderNotFound,
        IllegalMove,
        VersionConflict,
        PreconditionFailed,
        PreconditionRequired,
        *DRAFTING,
    ),
)
async def redraft(
    tender_id: UUID, body: GivenTerms, response: Response, uow: Uow, buyer: TenderWriter, expected: IfMatch
) -> TenderResource:
    """Replace the terms of a draft."""
    tender = await redraft_tender(uow, tender_id, body.terms(), body.lots, by=buyer, expected=expected)
    response.headers["ETag"] = etag(tender.revision)
    return TenderResource.of(tender)


@router.post(
    "/{tender_id}/duplicate",
    status_code=201,
    response_model=TenderResource,
    responses=problems(*WRITING, *ONCE, TenderNotFound, *DRAFTING),
)
async def duplicate(tender_id: UUID, buyer: TenderWriter, act: Acting) -> Response:
    """Draft a tender with the terms and lots of another, without its dates and decisions."""
    return await act(
        lambda: duplicate_tender(act.uow, tender_id, uuid7(), by=buyer, now=act.now),
        TenderResource.of,
        location="/tenders/{id}",
    )


@router.post(
    "/{tender_id}/publication",
    status_code=201,
    response_model=TenderResource,
    responses=problems(
        *ACTING, NoticeTooShort, DeadlinePassed, ApprovalMissing, PlanEntryGone, NobodyAdmitted, *CALLING, *UNLAWFUL
    ),
)
async def publish(tender_id: UUID, body: Publication, buyer: TenderWriter, act: ActingOn) -> Response:
    """Publish a draft, and open it to bids until the deadline."""
    return await act(
        lambda: publish_tender(act.uow, tender_id, **dict(body), by=buyer, expected=act.expected, now=act.now),
        TenderResource.of,
    )


@router.post(
    "/{tender_id}/cancellation",
    status_code=201,
    response_model=TenderResource,
    responses=problems(*ACTING, LotUnderContract),
)
async def cancel(tender_id: UUID, body: Cancellation, buyer: TenderWriter, act: ActingOn) -> Response:
    """Drop a procedure of which nothing is signed."""
    return await act(
        lambda: cancel_tender(act.uow, tender_id, reason=body.reason, by=buyer, expected=act.expected, now=act.now),
        TenderResource.of,
    )
