"""Routes of what if: they change nothing."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from chassis.auth import PUBLIC
from chassis.companion import NotReady
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from services.analytics.api.dependencies import Today
from services.analytics.api.own import BODY, Present, TargetReads
from services.analytics.api.what_if_resources import (
    AssumptionResource,
    CandidatePage,
    CandidateResource,
    CandidatesQuestion,
    GivenAssumption,
    OutlookResource,
)
from services.analytics.application.foreseeing import assume, coming
from services.analytics.domain.indicator import IndicatorUnknown, chosen
from services.analytics.domain.period import Period
from services.analytics.domain.what_if import CandidatesUnknown, NotToBeAsked, WishUnclear

router = APIRouter(prefix="/what-if", tags=["targets"], dependencies=PUBLIC)


@router.post(
    "",
    response_model=AssumptionResource,
    responses=problems(*BODY, IndicatorUnknown, NotToBeAsked, CandidatesUnknown, WishUnclear, NotReady),
)
async def ask_what_if(body: GivenAssumption, look: Present, targets: TargetReads, today: Today) -> AssumptionResource:
    """Say how figures would move if contracts to come went to newcomers, to the region or to SMEs."""
    period = Period.named(body.period or str(today.year), today)
    wanted = [chosen(one, None).indicator for one in dict.fromkeys(body.indicators)]
    found, assumed = await assume(look, targets, body.slice(period), wanted, body.wish(), body.months, today)
    return AssumptionResource(
        period=period.name,
        months=body.months,
        outlooks=[OutlookResource.of(one) for one in assumed],
        candidates=[CandidateResource.of(one) for one in found],
    )


@router.get("/candidates", response_model=CandidatePage, responses=problems(InvalidCursor, NotReady))
async def list_candidates(
    question: Annotated[CandidatesQuestion, Query()], look: Present, page: Paging, today: Today
) -> Response:
    """List contracts to come: what plans announce and nobody called for yet, and contracts that end."""
    candidates = coming(look, question.of_all_time(), today, question.months)
    rows = await candidates.page(page.limit + 1, page.edge, page.comparison, page.order)
    return page.answer([(key, CandidateResource.of(one).model_dump_json()) for key, one in rows])
