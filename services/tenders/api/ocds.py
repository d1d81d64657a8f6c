"""Routes of the Open Contracting Data Standard: releases as they happen, and the record of each procedure."""

from dataclasses import replace
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import ready
from chassis.errors import NotFound
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from services.tenders.api.dependencies import Now
from services.tenders.api.ocds_resources import RecordPackage, ReleasePackage, packaged
from services.tenders.api.readers import reading
from services.tenders.application.releasing import Releasing
from services.tenders.persistence.told import ToldFacts

router = APIRouter(prefix="/ocds", tags=["ocds"], dependencies=PUBLIC)
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "Not modified"}}
MOST = 50
"""Procedures on a page: each comes with all its releases."""
Ocid = Annotated[str, Path(pattern=r"^ocds-[a-z0-9]{6}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


class ProcessNotFound(NotFound):
    """Nothing was released under this open contracting id."""


async def _releasing(request: Request, told: Annotated[ToldFacts, Depends(reading(ToldFacts))]) -> Releasing:
    return Releasing(told, request.app.state.settings.ocid_prefix)


Released = Annotated[Releasing, Depends(_releasing)]


@router.get("/releases", response_model=ReleasePackage, responses=NOT_MODIFIED)
async def list_releases(
    request: Request,
    releasing: Released,
    now: Now,
    after: Annotated[int, Query(ge=0, le=2**53, description="position of the last fact that was read")] = 0,
    limit: Annotated[int, Query(ge=1, le=500, description="facts on a page; some say nothing in OCDS")] = 100,
) -> Response:
    """Read releases in the order of the facts that they say, from a position on; none is ever changed."""
    found, last = await releasing.after(after, limit)
    links = {"next": f"/ocds/releases?after={last}&limit={limit}", "prev": None}
    package = packaged(f"/releases?after={after}&limit={limit}", found, now, releases=found, links=links)
    return ready(request, orjson.dumps(package), f"{after}-{last}-{limit}")


@router.get("/records", response_model=RecordPackage, responses=problems(InvalidCursor))
async def list_records(releasing: Released, now: Now, page: Paging) -> Response:
    """Read the records of all procedures, of contracts of registers and of plan entries, fifty at most on a page."""
    page = replace(page, limit=min(page.limit, MOST))
    kept, links = page.kept(await releasing.told.procedures(page))
    found = await releasing.records([key for key, _ in kept])
    package = packaged("/records", [one["compiledRelease"] for one in found], now, records=found, links=links)
    return Response(orjson.dumps(package), media_type="application/json")


@router.get("/records/{ocid}", response_model=RecordPackage, responses=problems(ProcessNotFound) | NOT_MODIFIED)
async def read_record(request: Request, ocid: Ocid, releasing: Released, now: Now) -> Response:
    """Read all that was released of one procedure, and what stands now."""
    procedure = ocid.removeprefix(f"{releasing.prefix}-")
    found = await releasing.records([procedure]) if procedure != ocid else []
    if not found:
        raise ProcessNotFound
    package = packaged(f"/records/{ocid}", found[0]["releases"], now, records=found)
    return ready(request, orjson.dumps(package), found[0]["releases"][-1]["id"])
