"""Every error of every layer as one `application/problem+json` document (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import asyncpg
import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from pydantic_core import ErrorDetails
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from chassis.errors import Conflict, NotFound, Refusal, Unacceptable
from chassis.failures import is_passing
from chassis.telemetry import correlation

CONTENT_TYPE = "application/problem+json"
RETRYABLE = frozenset({408, 425, 429, 502, 503, 504})
"""Statuses of refusals that may be repeated unchanged."""
_log = structlog.get_logger()


class MalformedJson(Refusal):
    """The body is not JSON."""

    status = 400


class InvalidRequest(Unacceptable):
    """The request does not have the documented form."""


class VersionConflict(Conflict):
    """Somebody else changed this at the same moment; read it again and repeat."""


class Unavailable(Refusal):
    """The service cannot reach what it needs; repeat the request later."""

    status = 503


class Internal(Refusal):
    """The service failed; the failure was recorded under the request id."""

    status = 500


class Flaw(BaseModel):
    """One thing that is wrong with a request."""

    pointer: str
    code: str
    detail: str


class Problem(BaseModel):
    """The document of an error (RFC 9457); `code` is stable, `retryable` says whether to repeat unchanged."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[Flaw] = []
    request_id: str | None = None
    retryable: bool = False


def problem(refusal: Refusal, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The problem document of a refusal, its facts beside the standard members."""
    return {
        **refusal.facts,
        "type": f"/problems/{refusal.code()}",
        "title": refusal.title(),
        "status": refusal.status,
        "code": refusal.code(),
        "detail": refusal.detail,
        "errors": errors or [],
        "request_id": correlation.get(),
        "retryable": refusal.status in RETRYABLE,
    }


def answer(
    refusal: Refusal, errors: list[dict[str, str]] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """The HTTP answer of a refusal."""
    body = orjson.dumps(problem(refusal, errors), default=str)
    return Response(body, refusal.status, headers={**(headers or {}), **refusal.headers()}, media_type=CONTENT_TYPE)


def flaw(error: ErrorDetails, skip: int = 0) -> dict[str, str]:
    """A pydantic error as a flaw: JSON pointer, code, sentence; `skip` leading parts of its place are left out."""
    place = "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"][skip:])
    return {"pointer": f"/{place}" if place else "", "code": error["type"].replace("_", "-"), "detail": error["msg"]}


ALWAYS: tuple[type[Refusal], ...] = (InvalidRequest, Unavailable, Internal)
"""Refusals that any operation may answer with."""


def problems(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route: which refusals it may answer with, by status."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in (*refusals, *ALWAYS):
        entry = by_status.setdefault(
            kind.status, {"content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        )
        codes = [*filter(None, entry.get("description", "").split(", ")), f"`{kind.code()}`"]
        entry["description"] = ", ".join(dict.fromkeys(codes))
    return by_status


class BadRequest(Refusal):
    """The request cannot be read."""


class PathUnknown(NotFound):
    """Nothing is served at this path."""


class MethodNotAllowed(Refusal):
    """The resource does not answer to this method."""

    status = 405


class BodyTooLarge(Refusal):
    """The body is larger than this operation takes."""

    status = 413


class MediaTypeNotSupported(Refusal):
    """The body's media type is not one that this operation reads; send application/json."""

    status = 415


_OF_FRAMEWORK = {
    kind.status: kind for kind in (BadRequest, PathUnknown, MethodNotAllowed, BodyTooLarge, MediaTypeNotSupported)
}


def _named(error: HTTPException) -> Refusal:
    """A refusal made by the framework, such as 404 of an unknown path, under a code of ours."""
    kind = _OF_FRAMEWORK.get(
        error.status_code, Internal if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR else BadRequest
    )
    return kind("" if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail or ""))


async def _refused(_: Request, error: Exception) -> Response:
    return answer(error) if isinstance(error, Refusal) else answer(Internal())


async def _framework(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer(_named(error), headers=error.headers)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    details = error.errors()
    if any(detail["type"] == "json_invalid" for detail in details):
        return answer(MalformedJson(f"The body is not JSON: {details[0].get('ctx', {}).get('error', '')}"))
    flaws = [flaw(detail) for detail in details]
    return answer(InvalidRequest(f"{len(flaws)} thing(s) to correct, see errors"), flaws)


async def _stale(_: Request, __: Exception) -> Response:
    return answer(VersionConflict())


async def _database(_: Request, error: Exception) -> Response:
    if not is_passing(error):
        raise error
    _log.warning("database unavailable", error=repr(error))
    return answer(Unavailable("The database cannot be reached; repeat the request later"), headers={"Retry-After": "1"})


def install(app: FastAPI) -> None:
    """Answer every error of this application with a problem document."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _framework)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(StaleDataError, _stale)
    for kind in (DBAPIError, PoolTimeout, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
        app.add_exception_handler(kind, _database)
