"""Routes of what people report about records."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from chassis.auth import PUBLIC, Principal, Unauthenticated, requires
from chassis.caching import IfMatchOffered, PreconditionFailed, ready
from chassis.idempotency import IdempotencyKeyReused, OnceOnly, StillInProgress
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from services.analytics.api.own import BODY, KEYED, Now, Uow, reading
from services.analytics.api.report_resources import (
    GivenDecision,
    GivenReport,
    HandledReport,
    ReportPage,
    ReportResource,
)
from services.analytics.application.reporting import decide_report, report
from services.analytics.domain.citizen_report import (
    CitizenReport,
    FieldUnknown,
    ReportNotFound,
    ReportSettled,
    ReportState,
)
from services.analytics.persistence.exploring.contract_page import ContractNotObserved
from services.analytics.persistence.own.report_queries import ReportQueries

router = APIRouter(prefix="/observatory/reports", tags=["reports"])

ONCE = (IdempotencyKeyReused, StillInProgress)
DECIDING = (*BODY, *KEYED, *ONCE, ReportNotFound, ReportSettled, VersionConflict, PreconditionFailed)
READER = [Depends(requires("reports:read"))]
Decider = Annotated[Principal, Depends(requires("reports:decide"))]
Reports = Annotated[ReportQueries, Depends(reading(ReportQueries))]


@router.post(
    "",
    status_code=201,
    dependencies=PUBLIC,
    response_model=ReportResource,
    responses=problems(*BODY, *ONCE, Unauthenticated, ContractNotObserved, FieldUnknown),
)
async def report_record(body: GivenReport, uow: Uow, once: OnceOnly, now: Now) -> Response:
    """Say what is wrong in a contract's record; who decides about it is told, nobody else."""
    received = CitizenReport.received(uuid7(), **dict(body), now=now)
    return await once(uow, lambda: report(uow, received), ReportResource.of, location="/observatory/reports/{id}")


@router.get("", dependencies=READER, response_model=ReportPage, responses=problems(*KEYED, InvalidCursor))
async def list_reports(
    reads: Reports, page: Paging, state: ReportState | None = None, contract_id: UUID | None = None
) -> Response:
    """List what was reported, the oldest first."""
    return page.answer(await reads.reports(page, state, contract_id))


@router.get(
    "/{report_id}", dependencies=READER, response_model=HandledReport, responses=problems(*KEYED, ReportNotFound)
)
async def read_report(report_id: UUID, request: Request, reads: Reports) -> Response:
    """Read a report."""
    row = await reads.report(report_id)
    return ready(request, row["document"], row["revision"], "private, no-cache")


@router.post("/{report_id}/acceptance", status_code=201, response_model=ReportResource, responses=problems(*DECIDING))
async def accept(
    report_id: UUID, body: GivenDecision, by: Decider, uow: Uow, once: OnceOnly, expected: IfMatchOffered, now: Now
) -> Response:
    """Say that the record is wrong; its buyer corrects it, and the correction is a fact."""
    return await once(
        uow,
        lambda: decide_report(
            uow, report_id, ReportState.ACCEPTED, reason=body.reason, by=by.client, expected=expected, now=now
        ),
        ReportResource.of,
    )


@router.post("/{report_id}/refusal", status_code=201, response_model=ReportResource, responses=problems(*DECIDING))
async def refuse(
    report_id: UUID, body: GivenDecision, by: Decider, uow: Uow, once: OnceOnly, expected: IfMatchOffered, now: Now
) -> Response:
    """Say that the record is right as it is."""
    return await once(
        uow,
        lambda: decide_report(
            uow, report_id, ReportState.REFUSED, reason=body.reason, by=by.client, expected=expected, now=now
        ),
        ReportResource.of,
    )
