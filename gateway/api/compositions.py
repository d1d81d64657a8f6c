"""Composed reads with addresses of their own: profiles of suppliers, dashboards of departments, one search for all."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import StringConstraints

from chassis.auth import PUBLIC
from chassis.errors import NotFound
from chassis.problems import problems
from contracts.reference.purchasing import departments
from gateway.api.composed import Composes
from gateway.compositions.department import DEPARTMENT
from gateway.compositions.search import DEFAULT_SHOWN, SEARCH
from gateway.compositions.supplier import SUPPLIER

router = APIRouter(tags=["composed"], dependencies=PUBLIC)
MOST_SHOWN = 50
Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


class DepartmentNotFound(NotFound):
    """The region has no department of this code."""


class NotRegistered(NotFound):
    """There is no supplier of this number; the registry says under which code."""


@router.get(
    "/suppliers/{siret:path}/profile",
    response_class=Response,
    responses=problems(NotRegistered),
)
async def read_profile(siret: Annotated[str, Path(max_length=60)], request: Request, composing: Composes) -> Response:  # noqa: ARG001 - read from the scope
    """Read a supplier with its certificates, its awards, its figures, and what the caller's organisation noted."""
    return await composing.answer(SUPPLIER, request.scope)


@router.get("/departments/{code}/dashboard", response_class=Response, responses=problems(DepartmentNotFound))
async def read_dashboard(code: str, request: Request, composing: Composes) -> Response:
    """Read a department of the region: its figures, plan, tenders, contracts, the quality of its records, targets."""
    if code not in departments():
        raise DepartmentNotFound(departments=sorted(departments()))
    return await composing.answer(DEPARTMENT, request.scope)


@router.get("/search", response_class=Response, responses=problems())
async def search(
    q: Annotated[Words, Query(description="words; accents may be left out")],  # noqa: ARG001 - read from the scope
    request: Request,
    composing: Composes,
    limit: Annotated[int, Query(ge=1, le=MOST_SHOWN, description="how many of each are shown")] = DEFAULT_SHOWN,  # noqa: ARG001
) -> Response:
    """Search tenders, plan entries, contracts and suppliers at once; `next` of each leads to the whole list."""
    return await composing.answer(SEARCH, request.scope)
