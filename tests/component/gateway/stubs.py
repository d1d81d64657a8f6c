"""Stand-ins for the three services: they answer, hang or die as a test wants."""

import asyncio
import contextlib
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import orjson
from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.service import assemble
from gateway.settings import GatewaySettings
from tests.component.gateway.serving import Served

HOLDER = "79878508500035"
OTHER_HOLDER = "TVA:DE136695976"


class _Notes:
    """Tells the stub of each request before it is answered."""

    def __init__(self, app: ASGIApp, note: Callable[[Request], Awaitable[None]]) -> None:
        self._app, self._note = app, note

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._note(Request(scope))
        await self._app(scope, receive, send)


class Service:
    """A stub: its data, its feed, what it was asked, and whether it answers."""

    def __init__(self, name: str, routers: Sequence[APIRouter], settings: GatewaySettings) -> None:
        self.name = name
        self.awake = asyncio.Event()
        """Cleared, the service takes requests and does not answer."""
        self.served: Served
        self.begin()

        @contextlib.asynccontextmanager
        async def lifespan(_: FastAPI) -> AsyncIterator[None]:
            yield

        self.app = assemble(name, settings, routers, lifespan, middleware=[Middleware(_Notes, note=self._note)])
        self.app.state.stub = self

    def begin(self) -> None:
        """Nothing is there, and nobody asked for anything yet."""
        self.asked: Counter[str] = Counter()
        self.last: Request | None = None
        self.lately: deque[Request] = deque(maxlen=20)
        self.documents: dict[str, dict[str, Any]] = {}
        self.records: dict[str, Any] = {}
        self.listed: list[dict[str, Any]] = []
        self.broken = False
        self.answers: dict[str, bytes] = {}
        self.awake.set()

    async def _note(self, request: Request) -> None:
        self.asked[request.url.path] += 1
        self.lately.append(request)
        if not request.url.path.startswith("/feed/"):  # which the gateway asks for by itself
            self.last = request
            await self.awake.wait()

    def write_document(self, folder: Path) -> None:
        (folder / f"{self.name}.json").write_bytes(orjson.dumps(self.app.openapi(), option=orjson.OPT_SORT_KEYS))


def stub(request: Request) -> Service:
    service: Service = request.app.state.stub
    return service


Stub = Annotated[Service, Depends(stub)]


def a_tender(**changes: Any) -> dict[str, Any]:
    """A published tender of two lots, the first awarded to a group of two."""
    holders = [
        {"identifier": {"scheme": "SIRET", "id": HOLDER}, "name": "as declared"},
        {"identifier": {"scheme": "TVA", "id": "DE136695976"}, "name": "as declared"},
        {"identifier": None, "name": "unknown"},
    ]
    lots = [{"number": 1, "award": {"holders": holders}}, {"number": 2, "award": None}]
    tender = {"id": str(uuid4()), "title": "Roads", "status": "published", "area": "roads", "lots": lots, "revision": 3}
    tender |= {"buyer": "23350001600040", "cpv": "45233140"}
    return tender | changes


def a_supplier(name: str, written: str = HOLDER) -> dict[str, Any]:
    """A registered supplier."""
    scheme, _, number = written.rpartition(":")
    return {"identifier": {"scheme": scheme or "SIRET", "id": number}, "name": name, "version": 1}
