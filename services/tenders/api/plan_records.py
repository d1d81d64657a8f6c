"""The route by which a buyer's register of its purchase plan comes in."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.problems import VersionConflict, problems
from chassis.records import RecordResults, sort_out
from services.tenders.api.dependencies import Now, Planner, Uow
from services.tenders.api.plan_schemas import PlanRecords, RecordedPurchase
from services.tenders.api.tenders import BODY, ONCE
from services.tenders.application.plan_recording import record_plan

router = APIRouter(prefix="/plan-entry-records", tags=["purchase plan"])


@router.post(
    "", response_model=RecordResults, responses=problems(*BODY, Unauthenticated, ScopeMissing, *ONCE, VersionConflict)
)
async def record_plan_entries(body: PlanRecords, uow: Uow, buyer: Planner, now: Now, once: OnceOnly) -> Response:
    """Take over entries of a purchase plan; each is judged by itself, and recording the same again changes nothing."""

    async def act() -> tuple[BaseModel, dict[str, str]]:
        purchases, refused = sort_out(body.records, RecordedPurchase)
        results = refused | await record_plan(uow, purchases, by=buyer, now=now)
        return RecordResults(results=[results[place] for place in range(len(body.records))]), {}

    return await once.keep(uow, act)
