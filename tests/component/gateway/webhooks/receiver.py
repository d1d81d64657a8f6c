"""A receiver of webhooks over real HTTP: it notes what it is sent, and answers as a test wants."""

import contextlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from deploy.embedded.ports import free_port
from tests.component.gateway.serving import Served, served


@dataclass(frozen=True)
class Received:
    """One request, as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.body)
        return document

    @property
    def number(self) -> int:
        """What the fact says to be its number within its entity."""
        number: int = self.event["data"]["number"]
        return number


Answering = Callable[[Received], Awaitable[Response] | Response]


@dataclass
class Receiver:
    """What came, by path; paths that answer otherwise than with 204 say so in `answers`."""

    port: int
    server: Served = field(init=False)
    received: dict[str, list[Received]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, Answering] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        one = Received(dict(request.headers), await request.body())
        self.received[request.url.path].append(one)
        answering = self.answers.get(request.url.path, lambda _: Response(status_code=204))
        answer = answering(one)
        await (answer if isinstance(answer, Response) else await answer)(scope, receive, send)

    def numbers(self, path: str, key: str) -> list[int]:
        """The numbers of the facts of an entity, as they came."""
        return [one.number for one in self.received[path] if one.event["partitionkey"] == key]

    def positions(self, path: str) -> list[int]:
        return [int(one.headers["prenan-position"]) for one in self.received[path]]


@contextlib.asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver(free_port())
    async with served(receiver, receiver.port) as server:
        receiver.server = server
        yield receiver
