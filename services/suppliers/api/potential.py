"""Routes of supply potential: who could supply a need, or a whole purchase plan, and what follows for the call."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from chassis.persistence import Database
from chassis.problems import problems
from chassis.uploads import UploadBroken, chunks_of, taking
from contracts.calendar import day_of
from contracts.reference.potential import potential
from services.suppliers.api.dependencies import Matcher, Now, Sourcing
from services.suppliers.api.plan_file import CSV, MOST_BYTES, XLSX, PlanUnreadable, read_plan
from services.suppliers.api.potential_schemas import (
    GivenMarket,
    PlannedSupply,
    PlanSupply,
    RowInError,
    SupplyResource,
    need_of,
)
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.sounding import sound, sound_plan
from services.suppliers.persistence.index_follower import IndexNotBuilt
from services.suppliers.persistence.standing_queries import StandingQueries

router = APIRouter(prefix="/supply-potential", tags=["sourcing"])


async def _standing_queries(request: Request) -> StandingQueries:
    database: Database = request.app.state.database
    return StandingQueries(database.reads)


StandingReads = Annotated[StandingQueries, Depends(_standing_queries)]


@router.post("", response_model=SupplyResource, responses=problems(*WRITING, IndexNotBuilt))
async def sound_need(
    body: GivenMarket, _: Matcher, sourcing: Sourcing, reads: StandingReads, now: Now
) -> SupplyResource:
    """Say how many could supply a need, near, experienced, able to carry it, and what follows; keeps nothing."""
    need = need_of(body, day_of(now))
    return SupplyResource.of(await sound(sourcing, reads, need, most=potential().looked_at))


@router.post(
    "/plans",
    response_model=PlanSupply,
    responses=problems(*WRITING, IndexNotBuilt, PlanUnreadable, UploadBroken),
    openapi_extra=taking(MOST_BYTES, (CSV, XLSX)),
)
async def sound_purchases(
    request: Request, _: Matcher, sourcing: Sourcing, reads: StandingReads, now: Now
) -> PlanSupply:
    """Say the same of every purchase of a plan in CSV or XLSX, one line each; rows in error come back with why.

    The first row names the columns: title (intitulé, objet), and where known cpv, department (département), value
    (montant), excluding VAT.
    """
    content = b"".join([chunk async for chunk in chunks_of(request)])
    needs, flaws = await asyncio.to_thread(read_plan, content, day_of(now))
    most = potential().looked_at_in_plan
    soundings = await sound_plan(sourcing, reads, [need for _, need in needs], most=most)
    lines = [PlannedSupply.at(row, one) for (row, _), one in zip(needs, soundings, strict=True)]
    errors = [
        RowInError(row=flaw.row.number, column=flaw.column, reason=flaw.reason, cells=dict(flaw.row.cells))
        for flaw in flaws
    ]
    return PlanSupply(lines=lines, errors=errors)
