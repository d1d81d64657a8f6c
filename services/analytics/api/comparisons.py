"""Routes of comparisons."""

from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from chassis.auth import PUBLIC
from chassis.caching import ready
from chassis.errors import Unacceptable
from chassis.problems import problems
from services.analytics.api.comparison_resources import (
    ClausesResource,
    ComparedIndicator,
    ComparisonResource,
    associated,
)
from services.analytics.api.dependencies import Today
from services.analytics.api.exploring import LOOKING, Asked, Looking
from services.analytics.api.newcomer_rule_resources import NewcomerRuleResource
from services.analytics.api.question import Question
from services.analytics.application.comparing import compare, compare_with_peers
from services.analytics.application.exploring import looked_for
from services.analytics.domain.indicator import DefinitionUnknown, IndicatorUnknown, chosen
from services.analytics.domain.slice import Dimension
from services.analytics.persistence.exploring.clauses import BANDS, Effect, associations
from services.analytics.persistence.exploring.newcomer_rule import newcomer_rule
from services.analytics.persistence.exploring.wanted import Search

router = APIRouter(prefix="/observatory/comparisons", tags=["comparisons"], dependencies=PUBLIC)

MOST_COMPARED = 20
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "Not modified"}}


class PeersOfOneBuyer(Unacceptable):
    """Peers are those of one buyer: ask by=buyer, between= its SIRET."""


class ComparingQuestion(Question):
    """Which figures, over what, between which values of a dimension."""

    indicator: Annotated[tuple[Annotated[str, Field(max_length=10)], ...], Field(min_length=1, max_length=80)]
    by: Dimension = Field(Dimension.DEPARTMENT, description="department, year, buyer or any other dimension")
    between: Annotated[tuple[Annotated[str, Field(max_length=60)], ...], Field(min_length=1, max_length=MOST_COMPARED)]
    peers: bool = Field(default=False, description="beside buyers of the same kind that buy about as much")


@router.get(
    "",
    response_model=ComparisonResource,
    responses=problems(IndicatorUnknown, DefinitionUnknown, PeersOfOneBuyer, *LOOKING) | NOT_MODIFIED,
)
async def compare_figures(
    question: Annotated[ComparingQuestion, Query()], request: Request, today: Today, opening: Looking
) -> Response:
    """Compare figures: department with department, year with year, a buyer with its peers."""
    if question.peers and (question.by is not Dimension.BUYER or len(question.between) > 1):
        raise PeersOfOneBuyer
    indicators = tuple(chosen(one, question.definition_version) for one in dict.fromkeys(question.indicator))
    asked, between, peers = question.slice(today), question.between, None
    look = await opening.look(question)
    if question.peers:
        compared, peers = await compare_with_peers(look, indicators, asked, between[0], today)
    else:
        compared = await compare(look, indicators, asked, question.by, between, today)
    said = ComparisonResource(
        by=question.by,
        between=list(between),
        peers=None if peers is None else list(peers),
        items=[ComparedIndicator.of(one) for one in compared],
        positions=dict(look.standing.positions),
    )
    return _answer(request, said.model_dump_json())


@router.get("/clauses", response_model=ClausesResource, responses=problems(*LOOKING) | NOT_MODIFIED)
async def compare_clauses(question: Asked, request: Request, today: Today, opening: Looking) -> Response:
    """Compare contracts with and without each clause: bids, micro-enterprises; by size of contract and CPV division."""
    wanted, look = looked_for(question.slice(today), Search()), await opening.look(question)
    said = ClausesResource(
        bids=associated(await associations(look, wanted, Effect.BIDS)),
        tpe=associated(await associations(look, wanted, Effect.TPE)),
        bands=BANDS,
        positions=dict(look.standing.positions),
    )
    return _answer(request, said.model_dump_json())


@router.get(
    "/newcomer-rule",
    response_model=NewcomerRuleResource,
    responses=problems(DefinitionUnknown, *LOOKING) | NOT_MODIFIED,
)
async def compare_newcomer_rule(question: Asked, request: Request, today: Today, opening: Looking) -> Response:
    """Compare first-time awardees (A1) by the room that sourcing kept for newcomers, with what came between."""
    first_time = chosen("A1", question.definition_version).definition
    look = await opening.look(question)
    rule = await newcomer_rule(look, first_time, question.slice(today))
    said = NewcomerRuleResource.of(rule, first_time.version, look.standing.positions)
    return _answer(request, said.model_dump_json())


def _answer(request: Request, body: str) -> Response:
    return ready(request, body, sha256(body.encode()).hexdigest()[:24])
