"""Every problem's page: what a code means, and what to do about it."""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from chassis.auth import PUBLIC
from chassis.errors import NotFound
from chassis.problems import RETRYABLE, problems
from gateway import pages
from gateway.api.negotiation import HTML_OR_JSON, prefers_html

router = APIRouter(prefix="/problems", tags=["problems"], dependencies=PUBLIC)
_WHAT_TO_DO: Mapping[int, str] = {
    400: "Correct the request; sent again unchanged it will be refused again.",
    401: "Send a valid API key or access token: Authorization: Bearer …",
    403: "Use a key or token that carries the scope, and that belongs to the organisation.",
    404: "Check the identifier or the path.",
    405: "Use one of the methods in the header Allow.",
    409: "Read the thing again: its state does not allow this, or somebody else was faster.",
    412: "Read the thing again and repeat the change with its new entity tag in If-Match.",
    413: "Send less at once, for instance in several batches.",
    415: "Send JSON with Content-Type: application/json.",
    422: "Correct what the member errors points at.",
    428: "Read the thing first and send its entity tag in If-Match.",
    429: "Repeat the request after the seconds in Retry-After, and ask no faster than RateLimit-Policy says.",
    500: "Repeat the request later; if it fails again, report the request id.",
    503: "Repeat the request after the seconds in Retry-After.",
    504: "Repeat the request after the seconds in Retry-After.",
}


class ProblemUnknown(NotFound):
    """No problem has this code."""


class ProblemType(BaseModel):
    """What a code means."""

    type: str
    code: str
    title: str
    status: int
    detail: str
    what_to_do: str
    retryable: bool


class ProblemTypes(BaseModel):
    """Every code."""

    items: list[ProblemType]


def _described(entry: Mapping[str, Any]) -> dict[str, Any]:
    status = entry["status"]
    added = {"type": f"/problems/{entry['code']}", "retryable": status in RETRYABLE}
    return {**entry, **added, "what_to_do": _WHAT_TO_DO.get(status, _WHAT_TO_DO[400])}


@router.get("", response_model=ProblemTypes, responses={200: HTML_OR_JSON, **problems()})
async def list_problems(request: Request) -> Response:
    """List the codes of all problems."""
    entries = [_described(entry) for entry in request.app.openapi()["x-problems"]]
    if prefers_html(request):
        return Response(pages.problem_list(entries), media_type="text/html")
    return Response(orjson.dumps({"items": entries}), media_type="application/json")


@router.get("/{code}", response_model=ProblemType, responses={200: HTML_OR_JSON, **problems(ProblemUnknown)})
async def read_problem(code: str, request: Request) -> Response:
    """Read what a code means and what to do."""
    entry = next((one for one in request.app.openapi()["x-problems"] if one["code"] == code), None)
    if entry is None:
        raise ProblemUnknown(known="/problems")
    if prefers_html(request):
        return Response(pages.problem_page(_described(entry)), media_type="text/html")
    return Response(orjson.dumps(_described(entry)), media_type="application/json")
