"""Routes of indicators."""

from hashlib import sha256
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import ready
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.indicators import indicators
from services.analytics.api.dependencies import ONCE, Asked, AskedByPage, Chosen, Look, ParameterRepeated, Today
from services.analytics.api.resources import AnswerResource, CatalogueResource, CountedContractPage
from services.analytics.application.answering import answer
from services.analytics.domain.indicator import IndicatorUnknown

router = APIRouter(prefix="/indicators", tags=["indicators"], dependencies=PUBLIC)
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Not modified"}}


@router.get("", response_model=CatalogueResource, responses=problems() | _UNCHANGED)
async def list_indicators(request: Request) -> Response:
    """List what is measured, with definitions, inputs and targets."""
    body = CatalogueResource(items=list(indicators().values())).model_dump_json().encode()
    return ready(request, body, sha256(body).hexdigest()[:24])


@router.get(
    "/{indicator_id}",
    dependencies=ONCE,
    response_model=AnswerResource,
    responses=problems(IndicatorUnknown, ParameterRepeated) | _UNCHANGED,
)
async def read_indicator(request: Request, indicator: Chosen, question: Asked, today: Today, look: Look) -> Response:
    """Read a figure over the contracts asked for, with what one has to know in order to rely on it."""
    asked = question.slice(today)
    tag = _tag(indicator.id, indicator.version, asked, question.group_by, await look.positions())
    if (unchanged := ready(request, b"", tag)).status_code == HTTPStatus.NOT_MODIFIED:
        return unchanged
    said = AnswerResource.answering(await answer(look, indicator, asked, question.group_by))
    return ready(request, said.model_dump_json(), tag)


@router.get(
    "/{indicator_id}/contracts",
    dependencies=ONCE,
    response_model=CountedContractPage,
    responses=problems(IndicatorUnknown, ParameterRepeated, InvalidCursor),
)
async def list_counted_contracts(
    indicator: Chosen, question: AskedByPage, page: Paging, today: Today, look: Look
) -> Response:
    """List the contracts behind a figure, and say of each in which parts of it it is counted."""
    return page.answer(await look.counted(indicator, question.slice(today), page))


def _tag(*said: object) -> str:
    """An entity tag of a question and of the position that its answer stands at."""
    return sha256(repr(said).encode()).hexdigest()[:24]
