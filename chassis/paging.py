"""Pages of a collection by opaque, signed cursor: stable under writes, never unbounded, a total where asked for."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from pydantic import Field
from pydantic.config import JsonDict

from chassis.errors import Refusal

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
MAX_CURSOR = 20_000
MOST_COUNTED = 10_000
"""What a total counts up to."""
WRITTEN: JsonDict = {"pattern": "^[A-Za-z0-9_.=-]*$"}
"""The letters of cursors, which need no escape in an address: it stays under the 64 KiB that the server reads."""
"""Letters of a cursor: it may hold a title."""
_SIGNATURE_BYTES = 12
_NOTHING: Mapping[str, str] = MappingProxyType({})


class InvalidCursor(Refusal):
    """The cursor is not one that this collection gave out."""


@dataclass(frozen=True)
class Page:
    """Where to read on in a collection that is ordered by one key: `limit` rows beyond `edge`, towards the end or back.

    Fetch `limit + 1` rows `WHERE key {comparison} edge ORDER BY key {order}`; the extra row tells whether more follow.
    """

    url: str
    secret: bytes
    limit: int
    edge: str | None = None
    backwards: bool = False
    descending: bool = False

    @property
    def comparison(self) -> str:
        """The SQL operator that a row's key bears to the edge."""
        return "<" if self.backwards != self.descending else ">"

    @property
    def order(self) -> str:
        """The SQL order to fetch in."""
        return "DESC" if self.backwards != self.descending else "ASC"

    def answer(self, rows: Sequence[tuple[str, str]], members: Mapping[str, str] = _NOTHING) -> Response:
        """The page as JSON from fetched (key, document) rows, with links to the next and the previous page.

        `members` are added to it, JSON by name.
        """
        kept, links = self.kept(rows)
        items = ",".join(document for _, document in kept)
        said = {name: "null" if path is None else f'"{path}"' for name, path in links.items()}
        others = ",".join(f'"{name}":{value}' for name, value in {**said, **members}.items())
        return Response(f'{{"items":[{items}],{others}}}', media_type="application/json")

    def kept(self, rows: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], dict[str, str | None]]:
        """The rows of the page in their order, of those that were fetched; the paths of the `next` and `prev` page."""
        more, kept = len(rows) > self.limit, list(rows[: self.limit])
        if self.backwards:
            kept.reverse()
        follows = bool(kept) and (more or self.backwards)
        precedes = bool(kept) and self.edge is not None and (more or not self.backwards)
        following = self._link(kept[-1][0], "n") if follows else None
        return kept, {"next": following, "prev": self._link(kept[0][0], "p") if precedes else None}

    def _link(self, edge: str, direction: str) -> str:
        return f"{self.url}{seal(direction + edge, self.secret)}"


def seal(value: str, secret: bytes) -> str:
    """An opaque cursor that only the holder of `secret` can make."""
    raw = value.encode()
    return base64.urlsafe_b64encode(_signature(raw, secret) + raw).decode().rstrip("=")


def instant_and_identity(edge: str | None) -> tuple[datetime | None, UUID | None]:
    """The edge of a collection ordered by time, whose keys are an instant (ISO 8601), a blank and an identity."""
    if edge is None:
        return None, None
    instant, _, identity = edge.partition(" ")
    try:
        return datetime.fromisoformat(instant), UUID(identity)
    except ValueError as error:  # signed by us, but for another collection
        raise InvalidCursor from error


def unseal(cursor: str, secret: bytes) -> str:
    """What a cursor stands for; raises `InvalidCursor`."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        signature, value = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
        text = value.decode()
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise InvalidCursor from error
    if not text or not hmac.compare_digest(signature, _signature(value, secret)):
        raise InvalidCursor
    return text


def _signature(value: bytes, secret: bytes) -> bytes:
    return hmac.new(secret, b"cursor " + value, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


async def _page(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[
        str | None, Query(max_length=MAX_CURSOR, description="opaque, from `next` or `prev`", json_schema_extra=WRITTEN)
    ] = None,
) -> Page:
    secret = request.app.state.settings.platform_secret.get_secret_value().encode()
    query = request.url.remove_query_params("cursor").query
    url = f"{request.url.path}?{query}&cursor=" if query else f"{request.url.path}?cursor="
    if cursor is None:
        return Page(url, secret, limit)
    value = unseal(cursor, secret)
    return Page(url, secret, limit, edge=value[1:], backwards=value[0] == "p")


Paging = Annotated[Page, Depends(_page)]
_TOTAL = f"{MOST_COUNTED:,} stands for at least so many"
Total = Annotated[int | None, Field(description=_TOTAL)]
"""How many there are on all pages, where that was asked for."""
Counting = Annotated[bool, Query(alias="total", description=f"count what is on all pages; {_TOTAL}")]


def counting(query: str) -> str:
    """The query of a total, from one that finds a row for each."""
    return f"SELECT count(*) FROM ({query} LIMIT {MOST_COUNTED}) AS found"
