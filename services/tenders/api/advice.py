"""The route of advice on procedures."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from chassis.auth import PUBLIC, Unauthenticated
from chassis.problems import problems
from contracts.calendar import day_of
from services.tenders.api.dependencies import Now, Uow
from services.tenders.api.schemas import GivenClauses, GivenCriterion, GivenFramework, GivenMoney
from services.tenders.api.tenders import BODY
from services.tenders.application.advising import advise_procedure
from services.tenders.domain.advised import Advice
from services.tenders.domain.enquiry import Enquiry, PlannedLot

_STRICT = ConfigDict(extra="forbid")

router = APIRouter(prefix="/procedure-advice", tags=["procedures"])


class GivenPlannedLot(PlannedLot):
    """A lot as far as it is known."""

    model_config = _STRICT

    value: GivenMoney | None = None
    criteria: Annotated[tuple[GivenCriterion, ...], Field(max_length=20)] = ()
    clauses: GivenClauses = GivenClauses()


class GivenEnquiry(Enquiry):
    """A need; only its value and nature have to be said."""

    model_config = _STRICT

    estimated_value: GivenMoney
    framework: GivenFramework | None = None
    lots: Annotated[tuple[GivenPlannedLot, ...], Field(max_length=1000)] = ()


@router.post("", dependencies=PUBLIC, response_model=Advice, responses=problems(*BODY, Unauthenticated))
async def advise(body: GivenEnquiry, uow: Uow, now: Now) -> Advice:
    """Say which procedures are lawful for a need, why the others are not, and what follows, each with its article."""
    return await advise_procedure(uow, body, today=day_of(now))
