"""Whole registers as streams: the services' own lists, walked page by page as fast as the reader takes them."""

import asyncio
import contextlib
import csv
import io
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import orjson

from chassis.spreadsheet import harmless
from gateway.marking import Rows
from gateway.reads import OK, own_headers
from gateway.upstream import Reply, Upstream, UpstreamUnavailable

PAGE_ROWS = 500
PAGE_SECONDS = 10.0
_TRIES = 3
_PAUSE_SECONDS = 0.3


class Register(StrEnum):
    """What can be had as a whole."""

    CONTRACTS = "contracts"
    SUPPLIERS = "suppliers"
    TENDERS = "tenders"


@dataclass(frozen=True)
class Source:
    """Where the rows of a register are listed, the feed that tells of them, and its columns in CSV: dotted members."""

    service: str
    path: str
    feed: str
    columns: tuple[str, ...]


_CONTRACT = ("buyer", "reference", "title", "cpv", "nature", "procedure", "department", "area", "notified_on")
SOURCES: Mapping[Register, Source] = {
    Register.CONTRACTS: Source(
        "tenders",
        "/contracts",
        "procedures",
        (
            "id", "status", "procedure_id", "lot", "version", *(f"contract.{name}" for name in _CONTRACT),
            "contract.initial.amount", "contract.current.amount", "contract.holders.0.identifier.scheme",
            "contract.holders.0.identifier.id", "contract.holders.0.name",
        ),
    ),
    Register.SUPPLIERS: Source(
        "suppliers",
        "/suppliers",
        "suppliers",
        (
            "id", "identifier.scheme", "identifier.id", "name", "size", "naf", "place.commune", "place.department",
            "place.country", "status", "verified_at", "version",
        ),
    ),
    Register.TENDERS: Source(
        "tenders",
        "/tenders",
        "procedures",
        (
            "id", "status", "title", "buyer", "department", "area", "procedure", "nature", "cpv",
            "estimated_value.amount", "published_at", "deadline", "ended_at", "version",
        ),
    ),
}  # fmt: skip


class Walk:
    """A walk through a list from a cursor on; each page is asked for when the one before it was taken."""

    def __init__(self, upstream: Upstream, path: str, filters: Sequence[tuple[str, str]], after: str | None) -> None:
        self._upstream, self._path = upstream, path
        self._filters, self._cursor = list(filters), after

    async def begun(self) -> Reply:
        """The first page, whatever its status; raises `UpstreamUnavailable`."""
        cursor = [("cursor", self._cursor)] if self._cursor else []
        target = f"{self._path}?{urlencode([*self._filters, ('limit', PAGE_ROWS), *cursor])}"
        return await self._upstream.call("GET", target, own_headers(), deadline=PAGE_SECONDS)

    async def pages(self, first: Reply) -> AsyncIterator[tuple[list[dict[str, Any]], str | None]]:
        """The documents of each page, and the cursor behind them."""
        reply = first
        while True:
            page = orjson.loads(reply.body)
            self._cursor = _cursor_in(page["next"])
            yield page["items"], self._cursor
            if self._cursor is None:
                return
            reply = await self._next()

    async def _next(self) -> Reply:
        """The next page; what is begun is not given up at the first failure. Raises `UpstreamUnavailable`."""
        for _ in range(_TRIES):
            with contextlib.suppress(UpstreamUnavailable):
                if (reply := await self.begun()).status == OK:
                    return reply
            await asyncio.sleep(_PAUSE_SECONDS)
        raise UpstreamUnavailable(f"The list {self._path} broke off", upstream=self._upstream.name)


async def json_rows(pages: AsyncIterator[tuple[list[dict[str, Any]], str | None]]) -> AsyncIterator[Rows]:
    """Each document as it is listed."""
    async for items, cursor in pages:
        yield Rows([orjson.dumps(one) for one in items], cursor)


async def csv_rows(
    columns: Sequence[str], pages: AsyncIterator[tuple[list[dict[str, Any]], str | None]]
) -> AsyncIterator[Rows]:
    """The columns of each document."""
    paths = [name.split(".") for name in columns]
    async for items, cursor in pages:
        yield Rows([_line([_cell(one, path) for path in paths]) for one in items], cursor)


def _cursor_in(link: str | None) -> str | None:
    return parse_qs(urlsplit(link).query)["cursor"][0] if link else None


def _cell(document: Any, path: Sequence[str]) -> object:
    for part in path:
        if isinstance(document, list):
            document = document[int(part)] if int(part) < len(document) else None
        else:
            document = (document or {}).get(part)
    return harmless(document) if isinstance(document, str) else document


def _line(cells: Sequence[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue().encode()
