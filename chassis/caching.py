"""Strong entity tags: unchanged answers are not sent again, and stale writes are refused."""

import re
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from chassis.errors import Refusal


class PreconditionRequired(Refusal):
    """This change needs If-Match with the entity tag that was read."""

    status = 428


class PreconditionFailed(Refusal):
    """The thing changed since it was read; read it again and repeat the change."""

    status = 412


def etag(version: int | str) -> str:
    """The strong entity tag of a version."""
    return f'"{version}"'


def ready(request: Request, body: bytes | str, version: int | str, cache_control: str = "no-cache") -> Response:
    """A ready JSON document with its entity tag, or 304 where the caller has it already."""
    tag = etag(version)
    headers = {"ETag": tag, "Cache-Control": cache_control}
    known = request.headers.get("if-none-match")
    if known is not None and (known.strip() == "*" or tag in {one.strip() for one in known.split(",")}):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


_ADDED = re.compile(r'\.[0-9]+"$')


class Expected:
    """The version a caller expects to change; `*` expects any, and so does a caller that does not say.

    What a tag says after a point is of things that a reading adds to the entity, and does not count.
    """

    def __init__(self, tags: str | None) -> None:
        said = None if tags is None or tags.strip() == "*" else tags.split(",")
        self._tags = None if said is None else {_ADDED.sub('"', tag.strip()) for tag in said}

    def check(self, version: int) -> None:
        """Raise `PreconditionFailed` unless the entity is at an expected version."""
        if self._tags is not None and etag(version) not in self._tags:
            raise PreconditionFailed(current=etag(version))


_Header = Annotated[str | None, Header(alias="If-Match", max_length=200)]


async def _required(tags: _Header = None) -> Expected:
    if tags is None:
        raise PreconditionRequired
    return Expected(tags)


async def _offered(tags: _Header = None) -> Expected:
    return Expected(tags)


IfMatch = Annotated[Expected, Depends(_required)]
"""For changes of an entity: `If-Match` is required."""
IfMatchOffered = Annotated[Expected, Depends(_offered)]
"""For acts on an entity, whose own rules refuse what does not fit: `If-Match` is honoured where it is given."""
