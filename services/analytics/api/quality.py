"""Routes of the quality of records."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import ready
from chassis.companion import NotReady
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.vocabulary import Code, Siret
from services.analytics.api.dependencies import Today
from services.analytics.api.exploring import LOOKING, Asked, Looking
from services.analytics.api.quality_resources import CorrectionPage, CorrectionResource, QualityResource
from services.analytics.application.exploring import looked_for
from services.analytics.persistence.exploring.corrections import Wanted, corrections
from services.analytics.persistence.exploring.quality import completeness, set_aside
from services.analytics.persistence.exploring.wanted import Search

router = APIRouter(prefix="/observatory/quality", tags=["quality"], dependencies=PUBLIC)


@router.get("", response_model=QualityResource, responses=problems(*LOOKING) | {304: {"description": "Not modified"}})
async def read_quality(request: Request, question: Asked, today: Today, opening: Looking) -> Response:
    """Read how complete and plausible records are, by department, and what cannot be measured because of it."""
    wanted, look = looked_for(question.slice(today), Search()), await opening.look(question)
    said = QualityResource.of(
        list(await completeness(look, wanted)), list(await set_aside(look, wanted)), dict(look.standing.positions)
    )
    body = said.model_dump_json().encode()
    return ready(request, body, sha256(body).hexdigest()[:24])


@router.get("/corrections", response_model=CorrectionPage, responses=problems(InvalidCursor, NotReady))
async def list_corrections(
    request: Request,
    page: Paging,
    opening: Looking,
    buyer: Siret | None = None,
    department: Code | None = None,
    since: Annotated[date | None, Query(description="recorded after the end of this day")] = None,
) -> Response:
    """List the corrections of records, the latest first, each with what it changed."""
    latest_first = replace(page, descending=True)
    wanted = Wanted(buyer, department, since)
    found = await corrections(await opening.look(), request.app.state.database.reads, latest_first, wanted)
    return latest_first.answer([(one.place, CorrectionResource.of(one).model_dump_json()) for one in found])
