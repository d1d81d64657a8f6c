"""The public API as the pages use it: every call passes the gateway's front door, its limits too, without a socket."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.limits.limits import WITHIN

Query = Mapping[str, Any]
Content = bytes | AsyncIterable[bytes]


@dataclass(frozen=True)
class Answer:
    """What the API said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_good(self) -> bool:
        """Whether it is a 2xx."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    def document(self) -> Any:
        """Its JSON; None where it has no body."""
        return orjson.loads(self.body) if self.body else None


class Refused(Exception):
    """The API answered with a problem document (RFC 9457)."""

    def __init__(self, answer: Answer) -> None:
        self.answer, self.status = answer, answer.status
        self.problem: dict[str, Any] = answer.document() or {}
        super().__init__(self.problem.get("title", str(answer.status)))


@dataclass(frozen=True)
class Door:
    """The API for one visitor: `key` is the visitor's, `client` the address that limits count."""

    app: ASGIApp
    client: tuple[str, int] | None = None
    key: str = ""

    async def get(self, path: str, query: Query | None = None) -> Any:
        """The document at a path; raises `Refused`."""
        return _good(await self.send("GET", path, query=query)).document()

    async def get_all(self, *asked: tuple[str, Query]) -> list[Any]:
        """Several documents, asked side by side; raises `Refused` for the first that is refused."""
        return list(await asyncio.gather(*(self.get(path, query) for path, query in asked)))

    async def find(self, path: str, query: Query | None = None) -> Any | None:
        """The document at a path, or None where the page can do without it: refused, or its service is away."""
        answer = await self.send("GET", path, query=query)
        return answer.document() if answer.is_good else None

    async def act(self, method: str, path: str, body: Any = None, query: Query | None = None, **headers: str) -> Answer:
        """Change something by a JSON document; raises `Refused`."""
        content = b"" if body is None else orjson.dumps(body)
        said = {"content-type": "application/json", **headers}
        return _good(await self.send(method, path, content, said, query))

    async def send(
        self,
        method: str,
        path: str,
        content: Content = b"",
        headers: Mapping[str, str] | None = None,
        query: Query | None = None,
    ) -> Answer:
        """Whatever the API says to a request; header names have underscores or hyphens."""
        exchange = _Exchange(content)
        await self.app(self._scope(method, path, headers or {}, query or {}), exchange.receive, exchange.send)
        return exchange.answer()

    def passing(self, path: str, query: Query, headers: Mapping[str, str]) -> Response:
        """What the API answers at a path, passed on as it comes."""
        return _Passing(self.app, self._scope("GET", path, headers, query))

    def _scope(self, method: str, path: str, headers: Mapping[str, str], query: Query) -> dict[str, Any]:
        said = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        said |= {"host": "pages", "accept": "application/json"}
        if self.key:
            said["authorization"] = f"Bearer {self.key}"
        return {
            "type": "http",
            "extensions": {WITHIN: {}},
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "http",
            "method": method,
            "path": path,
            "raw_path": quote(path, safe="/:@!$&'()*+,;=-._~").encode(),
            "root_path": "",
            "query_string": _query(query).encode(),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in said.items()],
            "client": self.client,
            "server": ("pages", 80),
        }


def _query(query: Query) -> str:
    """What is asked for; a list is repeated, and what is None or empty is left out."""
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        many: Sequence[Any] = value if isinstance(value, list | tuple) else (value,)
        pairs.extend((name, str(one)) for one in many if one not in (None, ""))
    return urlencode(pairs)


async def _pieces(content: Content) -> AsyncIterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    async for piece in content:
        yield piece


class _Passing(Response):
    """An answer that another application gives, to the scope that it is asked with."""

    def __init__(self, app: ASGIApp, asked: Scope) -> None:
        super().__init__()
        self._app, self._asked = app, asked

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        await self._app(self._asked, receive, send)


class _Exchange:
    """One request, sent as it comes, and its answer, held in memory."""

    def __init__(self, content: Content) -> None:
        self._pieces = _pieces(content)
        self._sent = False
        self._chunks: list[bytes] = []
        self._start: Message = {}

    async def receive(self) -> Message:
        if self._sent:  # nobody hangs up between a page and its own API
            await asyncio.Event().wait()
        piece = await anext(self._pieces, None)
        self._sent = piece is None
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        else:
            self._chunks.append(message.get("body", b""))

    def answer(self) -> Answer:
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in self._start["headers"]}
        return Answer(self._start["status"], headers, b"".join(self._chunks))


def _good(answer: Answer) -> Answer:
    if not answer.is_good:
        raise Refused(answer)
    return answer
