"""Operations whose body or answer is a file: they say so in their document, and nothing on the way holds it whole."""

import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect
from starlette.types import Scope

from chassis.errors import Refusal

UPLOAD = "x-upload"
"""Member of an OpenAPI operation: how many bytes it takes as a stream."""
DOWNLOAD = "x-download"
"""Member of an OpenAPI operation that answers with a stream."""
_BINARY = {"schema": {"type": "string", "format": "binary"}}


class UploadBroken(Refusal):
    """The caller went away before the whole file was there; nothing was kept."""


def taking(limit: int, media_types: Iterable[str]) -> dict[str, Any]:
    """The `openapi_extra` of a route that takes a file of at most `limit` bytes."""
    content = dict.fromkeys(media_types, _BINARY)
    return {UPLOAD: limit, "requestBody": {"required": True, "content": content}}


def giving() -> dict[str, Any]:
    """The `openapi_extra` of a route that answers with a file."""
    return {DOWNLOAD: True}


@dataclass(frozen=True)
class Upload:
    """An operation that takes a file of at most `limit` bytes."""

    method: str
    path: re.Pattern[str]
    limit: int


def uploads_of(router: APIRouter) -> list[Upload]:
    """The routes that take files."""
    routes = [route for route in router.routes if isinstance(route, APIRoute)]
    marked = [(route, (route.openapi_extra or {}).get(UPLOAD)) for route in routes]
    return [
        Upload(method, route.path_regex, limit) for route, limit in marked if limit for method in route.methods or ()
    ]


def limit_of(scope: Scope) -> int | None:
    """How many bytes of a file this request may carry; None where its operation takes none."""
    uploads: list[Upload] = scope["app"].state.uploads
    fitting = (one for one in uploads if one.method == scope["method"] and one.path.match(scope["path"]))
    return next((one.limit for one in fitting), None)


async def chunks_of(request: Request) -> AsyncIterator[bytes]:
    """The body of a request as it comes; raises `UploadBroken`."""
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect as error:
        raise UploadBroken from error
