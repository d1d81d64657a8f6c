"""Routes of indicators."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from chassis.auth import PUBLIC
from chassis.awaiting import PositionNotReached
from chassis.caching import ready
from chassis.companion import NotReady
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.indicators import catalogue
from services.analytics.api.answer_resources import AnswerResource, FiguresResource
from services.analytics.api.catalogue_resources import CatalogueResource
from services.analytics.api.dependencies import (
    ONCE,
    Asked,
    AskedByPage,
    AskedOfSeveral,
    Copied,
    ParameterRepeated,
    Today,
    reach,
)
from services.analytics.api.question import GroupedQuestion
from services.analytics.api.row_resources import CountedRowPage
from services.analytics.application.answering import Answer, Question, answer
from services.analytics.application.listing import rows_of
from services.analytics.domain.indicator import DefinitionUnknown, IndicatorUnknown, PartUnknown, chosen
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.columns.store import Columns
from services.analytics.persistence.own.target_queries import TargetQueries

router = APIRouter(tags=["indicators"], dependencies=PUBLIC)
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Not modified"}}
_ASKED = (IndicatorUnknown, DefinitionUnknown, ParameterRepeated, NotReady, PositionNotReached)


@router.get("/indicators", response_model=CatalogueResource, responses=problems() | _UNCHANGED)
async def list_indicators(request: Request) -> Response:
    """List what is measured, with definitions, inputs and targets."""
    said = CatalogueResource(conventions=list(catalogue().conventions), items=list(catalogue().indicators))
    body = said.model_dump_json().encode()
    return ready(request, body, sha256(body).hexdigest()[:24])


@router.get(
    "/indicators/{indicator_id}",
    dependencies=ONCE,
    response_model=AnswerResource,
    responses=problems(*_ASKED) | _UNCHANGED,
)
async def read_indicator(
    request: Request, indicator_id: str, question: Asked, today: Today, columns: Copied
) -> Response:
    """Read a figure over the rows asked for, with what one has to know in order to rely on it."""
    one, day = chosen(indicator_id, question.definition_version), question.day(today)
    asked = Question((one,), question.slice(day), question.group_by, day, question.past)
    return await _answered(
        request, columns, question, asked, lambda said: AnswerResource.answering(said[0], question.given)
    )


@router.get(
    "/figures",
    dependencies=ONCE,
    response_model=FiguresResource,
    responses=problems(*_ASKED) | _UNCHANGED,
)
async def read_figures(request: Request, question: AskedOfSeveral, today: Today, columns: Copied) -> Response:
    """Read several figures over the same rows, all at one position."""
    several = tuple(chosen(one, question.definition_version) for one in dict.fromkeys(question.indicator))
    day = question.day(today)
    asked, given = Question(several, question.slice(day), question.group_by, day, question.past), question.given
    return await _answered(
        request,
        columns,
        question,
        asked,
        lambda said: FiguresResource(items=[AnswerResource.answering(one, given) for one in said]),
    )


@router.get(
    "/indicators/{indicator_id}/contracts",
    dependencies=ONCE,
    response_model=CountedRowPage,
    responses=problems(*_ASKED, PartUnknown, InvalidCursor),
)
async def list_counted_contracts(
    indicator_id: str, question: AskedByPage, page: Paging, today: Today, columns: Copied
) -> Response:
    """List the contracts, lots, bids… behind a figure, and say of each in which parts of it it is counted."""
    computation = chosen(indicator_id, question.definition_version).computation(question.part)
    await reach(columns, question)
    day = question.day(today)
    async with columns.look(question.past) as look:
        asked = Question((), question.slice(day), (), day, question.past)
        return page.answer(await rows_of(look, computation, asked, page))


async def _answered(
    request: Request,
    columns: Columns,
    question: GroupedQuestion,
    asked: Question,
    say: Callable[[list[Answer]], BaseModel],
) -> Response:
    """The answer to a question: not again to who has it, not anew as long as nothing was told since."""
    await reach(columns, question)
    targets = TargetQueries(request.app.state.database.reads)
    asked = replace(asked, own=await targets.of_buyer(asked.asked.only_buyer))
    tag = _tag(asked, columns.standing)
    if (unchanged := ready(request, b"", tag)).status_code == HTTPStatus.NOT_MODIFIED:
        return unchanged
    answers = request.app.state.answers
    if (known := answers.get(tag)) is None:
        async with columns.look(asked.past) as look:
            known = say(await answer(look, asked)).model_dump_json().encode()
            tag = _tag(asked, look.standing)
        answers.keep(tag, known)
    return ready(request, known, tag)


def _tag(asked: Question, standing: Standing) -> str:
    """An entity tag of a question and of where its answer stands."""
    named = [(one.indicator.id, one.definition.version) for one in asked.chosen]
    own = [(one.id, one.version) for one in asked.own.values()]
    stands = standing.number, standing.settled_at, standing.schema
    said = (named, own, asked.asked, asked.by, asked.today, asked.past, stands)
    return sha256(repr(said).encode()).hexdigest()[:24]
