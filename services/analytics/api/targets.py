"""Routes of targets."""

from dataclasses import replace
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Response

from chassis.auth import PUBLIC, NotYours
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, etag
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.indicators import indicators
from contracts.vocabulary import Siret
from services.analytics.api.own import BODY, KEYED, Now, TargetReads, TargetSetter, Uow
from services.analytics.api.target_resources import GivenTargets, SettingPage, TargetList, TargetResource
from services.analytics.application.targeting import set_targets
from services.analytics.domain.indicator import IndicatorUnknown, chosen
from services.analytics.domain.target_series import GoalOutOfRange, GoalsNotInOrder

router = APIRouter(prefix="/targets", tags=["targets"])
Buyer = Annotated[Siret, Query(description="whose targets")]


@router.get("", dependencies=PUBLIC, response_model=TargetList, responses=problems())
async def list_targets(reads: TargetReads) -> TargetList:
    """List every target, those that buyers set themselves first; such a one takes the catalogue's place."""
    own = [TargetResource.model_validate_json(one) for one in await reads.series()]
    return TargetList(items=[*own, *_catalogued()])


@router.put(
    "/{indicator_id}",
    response_model=TargetResource,
    responses=problems(
        *BODY,
        *KEYED,
        NotYours,
        IndicatorUnknown,
        GoalsNotInOrder,
        GoalOutOfRange,
        PreconditionFailed,
        PreconditionRequired,
    ),
)
async def set_own_targets(
    indicator_id: str,
    body: GivenTargets,
    response: Response,
    uow: Uow,
    caller: TargetSetter,
    expected: IfMatch,
    now: Now,
) -> TargetResource:
    """Set the targets that a buyer is held to; the version before any is "0". A change is told, and kept for ever."""
    caller.must_own(body.buyer)
    series = await set_targets(uow, indicator_id, body.wanted(), by=caller.client, expected=expected, now=now)
    response.headers["ETag"] = etag(series.version)
    return TargetResource.of(series)


@router.get(
    "/{indicator_id}/history",
    response_model=SettingPage,
    responses=problems(*KEYED, NotYours, IndicatorUnknown, InvalidCursor),
)
async def read_history(
    indicator_id: str, buyer: Buyer, reads: TargetReads, caller: TargetSetter, page: Paging
) -> Response:
    """List who set the targets of a buyer to what, when and why; names of keys are for the buyer itself."""
    caller.must_own(buyer)
    page = replace(page, descending=True)
    return page.answer(await reads.history(chosen(indicator_id, None).indicator.id, buyer, page))


def _catalogued() -> list[TargetResource]:
    """The targets of the catalogue by indicator, buyer and plan."""
    found = []
    for one in indicators().values():
        ordered = sorted(one.targets, key=lambda target: (target.buyer or "", target.plan, target.year or 0))
        for _, group in groupby(ordered, key=lambda target: (target.buyer, target.plan)):
            found.append(TargetResource.catalogued(one.id, list(group)))
    return found
