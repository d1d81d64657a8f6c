"""Routes of the purchase plan."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag, ready
from chassis.identity import uuid7
from chassis.paging import Counting, InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from contracts.procedures import Quarter
from contracts.vocabulary import Code, Siret
from services.tenders.api.acting import Acting, ActingOn
from services.tenders.api.dependencies import Now, Planner, PlanReads, Uow
from services.tenders.api.plan_schemas import GivenPurchase, PlanEntryPage, PlanEntryResource, PlanWithdrawal
from services.tenders.api.tenders import ONCE, WRITING, CpvPrefix, Words
from services.tenders.application.planning import announce_purchase, change_purchase, withdraw_purchase
from services.tenders.domain.plan_entry import (
    IllegalPlanMove,
    PlanEntryNotFound,
    PlanIdentityFixed,
    PlanReferenceTaken,
    PlanStatus,
    ValueBandInverted,
)
from services.tenders.domain.terms import AreaUnknown, DepartmentUnknown
from services.tenders.persistence.plan_queries import PlanFilter

router = APIRouter(prefix="/plan-entries", tags=["purchase plan"])

KNOWN = (DepartmentUnknown, AreaUnknown, ValueBandInverted)
CHANGING = (*WRITING, PlanEntryNotFound, IllegalPlanMove, VersionConflict, PreconditionFailed)


@router.post(
    "",
    status_code=201,
    response_model=PlanEntryResource,
    responses=problems(*WRITING, *ONCE, *KNOWN, PlanReferenceTaken),
)
async def announce(body: GivenPurchase, buyer: Planner, act: Acting) -> Response:
    """Announce a purchase to come."""
    return await act(
        lambda: announce_purchase(act.uow, uuid7(), body.purchase(), by=buyer, now=act.now),
        PlanEntryResource.of,
        location="/plan-entries/{id}",
    )


@router.get("", dependencies=PUBLIC, response_model=PlanEntryPage, responses=problems(InvalidCursor))
async def list_plan_entries(
    reads: PlanReads,
    page: Paging,
    status: PlanStatus | None = None,
    buyer: Siret | None = None,
    department: Code | None = None,
    area: Code | None = None,
    cpv: Annotated[CpvPrefix | None, Query(description="first digits of the code")] = None,
    quarter: Quarter | None = None,
    q: Annotated[Words | None, Query(description="words of the title, in French; accents may be left out")] = None,
    total: Counting = False,
) -> Response:
    """List what buyers mean to buy, newest first."""
    columns = {"status": status, "buyer": buyer, "department": department, "area": area, "quarter": quarter}
    page, asked = replace(page, descending=True), PlanFilter(columns, cpv, q)
    members = {"total": str(await reads.total(asked))} if total else {}
    return page.answer(await reads.entries(page, asked), members)


@router.get(
    "/{entry_id}",
    dependencies=PUBLIC,
    response_model=PlanEntryResource,
    responses=problems(PlanEntryNotFound) | {304: {"description": "Not modified"}},
)
async def read_plan_entry(entry_id: UUID, request: Request, reads: PlanReads) -> Response:
    """Read an entry of a purchase plan."""
    row = await reads.entry(entry_id)
    return ready(request, row["document"], row["version"])


@router.put(
    "/{entry_id}",
    response_model=PlanEntryResource,
    responses=problems(*CHANGING, PreconditionRequired, PlanIdentityFixed, *KNOWN),
)
async def change(
    entry_id: UUID, body: GivenPurchase, response: Response, uow: Uow, buyer: Planner, expected: IfMatch, now: Now
) -> PlanEntryResource:
    """Replace what is announced of a purchase; a change is told again."""
    entry = await change_purchase(uow, entry_id, body.purchase(), by=buyer, expected=expected, now=now)
    response.headers["ETag"] = etag(entry.version)
    return PlanEntryResource.of(entry)


@router.post(
    "/{entry_id}/withdrawal",
    status_code=201,
    response_model=PlanEntryResource,
    responses=problems(*CHANGING, *ONCE),
)
async def withdraw(entry_id: UUID, body: PlanWithdrawal, buyer: Planner, act: ActingOn) -> Response:
    """Give up a purchase of which no tender came."""
    return await act(
        lambda: withdraw_purchase(act.uow, entry_id, reason=body.reason, by=buyer, expected=act.expected, now=act.now),
        PlanEntryResource.of,
    )
