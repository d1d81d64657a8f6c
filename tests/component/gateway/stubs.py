"""Stand-ins for the three services: they answer, hang or die as a test wants, and tell facts in their feeds."""

import asyncio
import contextlib
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

import orjson
from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.auth import PUBLIC, Caller, Principal, ScopeMissing, Unauthenticated, requires
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, ready
from chassis.errors import NotFound
from chassis.problems import MalformedJson, problems
from chassis.service import assemble
from gateway.settings import GatewaySettings
from tests.component.gateway.serving import Served

HOLDER = "79878508500035"
OTHER_HOLDER = "TVA:DE136695976"


class TenderNotFound(NotFound):
    """There is no tender of this id."""


class SupplierNotFound(NotFound):
    """There is no supplier of this number."""


class Draft(BaseModel):
    """A tender to draft."""

    model_config = ConfigDict(extra="forbid")

    title: str


class Feed:
    """Facts in memory, at their positions."""

    def __init__(self, topic: str) -> None:
        self._topic, self.events, self._told = topic, [], asyncio.Event()

    def tell(self, subject: str, partitionkey: str | None = None, kind: str = "Told", **data: Any) -> None:
        """Tell a fact, and wake whoever waits for one."""
        kind = f"bzh.prenan.{kind}.v1"
        self.events.append({"type": kind, "subject": subject, "partitionkey": partitionkey or subject, "data": data})
        told, self._told = self._told, asyncio.Event()
        told.set()

    async def page(self, after: int, limit: int, wait: float, kinds: Sequence[str] = ()) -> bytes:
        told = self._told
        if len(self.events) <= after and wait:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), wait)
        items = [
            b'{"position":%d,"hash":"00","event":%b,"about":[]}' % (position, orjson.dumps(event))
            for position, event in enumerate(self.events[after : after + limit], after + 1)
            if not kinds or event["type"].split(".")[2] in kinds
        ]
        head = len(self.events)
        return b'{"topic":"%b","events":[%b],"next":%d,"head":%d}' % (
            self._topic.encode(), b",".join(items), max(after, min(after + limit, head)), head,
        )  # fmt: skip


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
        self.awake.set()

    async def _note(self, request: Request) -> None:
        self.asked[request.url.path] += 1
        self.last = request
        self.lately.append(request)
        if not request.url.path.startswith("/feed/"):
            await self.awake.wait()

    def write_document(self, folder: Path) -> None:
        (folder / f"{self.name}.json").write_bytes(orjson.dumps(self.app.openapi(), option=orjson.OPT_SORT_KEYS))


def stub(request: Request) -> Service:
    service: Service = request.app.state.stub
    return service


Stub = Annotated[Service, Depends(stub)]


def feed_router(feed: Feed) -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/journal/{name}/checkpoints", responses=problems())
    @router.get("/journal/{name}/keys", responses=problems())
    async def read_journal(name: str, request: Request, service: Stub) -> dict[str, str]:
        """Say who answers."""
        return {"service": service.name, "asked": f"{request.url.path}?{request.url.query}"}

    @router.get("/feed/{name}", responses=problems())
    async def read_feed(
        name: str,
        after: Annotated[int, Query(ge=0)] | Literal["latest"] = 0,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        wait: Annotated[float, Query(ge=0, le=30)] = 0,
        include: Literal["body", "body,about"] | None = None,
        kinds: Annotated[list[str] | None, Query(alias="type")] = None,
    ) -> Response:
        start = len(feed.events) if after == "latest" else after
        return Response(await feed.page(start, limit, wait, kinds or ()), media_type="application/json")

    return router


def offers_router(feed: Feed) -> APIRouter:
    router = APIRouter()

    @router.get("/feed/offers", dependencies=[Depends(requires("offers:read"))], responses=problems())
    async def read_offers(service: Stub, after: int = 0, limit: int = 100, wait: float = 0) -> Response:
        """A full page that says of itself nothing about who may keep it, or what was told."""
        given = service.documents.get("offers")
        page = orjson.dumps(given) if given else await feed.page(after, limit, wait)
        return Response(page, media_type="application/json")

    return router


def tenders_router() -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/tenders/{tender_id}", response_model=dict[str, Any], responses=problems(TenderNotFound))
    async def read_tender(tender_id: UUID, request: Request, service: Stub, caller: Caller) -> Response:
        tender = service.documents.get(str(tender_id))
        if tender is None or (tender["status"] == "draft" and caller is None):
            raise TenderNotFound
        return ready(request, orjson.dumps(tender), tender["revision"])

    @router.get("/tenders", responses=problems())
    async def list_tenders(service: Stub) -> Response:
        items = [one for one in service.documents.values() if one["status"] != "draft"]
        return Response(orjson.dumps({"items": items}), media_type="application/json")

    @router.post("/tenders", status_code=201, responses=problems(MalformedJson, Unauthenticated, ScopeMissing))
    async def draft(
        body: Draft,
        caller: Annotated[Principal, Depends(requires("tenders:write"))],
        key: Annotated[str | None, Header(alias="Idempotency-Key")] = None,
    ) -> Response:
        said = {"title": body.title, "client": caller.client, "organisation": caller.organisation, "key": key}
        headers = {"Location": "/tenders/1", "ETag": '"1"', "Idempotency-Replayed": "true"}
        return Response(orjson.dumps(said), 201, headers, "application/json")

    @router.put("/tenders/{tender_id}", responses=problems(PreconditionFailed, PreconditionRequired))
    async def change(tender_id: UUID, body: Draft, service: Stub, expected: IfMatch) -> Response:
        tender = service.documents[str(tender_id)]
        expected.check(tender["revision"])
        tender.update(title=body.title, revision=tender["revision"] + 1)
        return Response(orjson.dumps(tender), media_type="application/json")

    return router


def suppliers_router() -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/suppliers/{siret:path}/awards", responses=problems())
    async def list_awards(siret: str, service: Stub) -> Response:
        return Response(orjson.dumps({"items": service.documents[siret]["awards"]}), media_type="application/json")

    @router.get("/suppliers/{siret:path}", responses=problems(SupplierNotFound))
    async def read_supplier(siret: str, request: Request, service: Stub) -> Response:
        if siret not in service.documents:
            raise SupplierNotFound
        return ready(request, orjson.dumps(service.documents[siret]), service.documents[siret]["version"])

    @router.get("/suppliers", responses=problems())
    async def list_suppliers(
        service: Stub, identifier: Annotated[list[str] | None, Query()] = None, limit: int = 100
    ) -> Response:
        found = [service.documents[one] for one in identifier or service.documents if one in service.documents]
        return Response(orjson.dumps({"items": found[:limit]}), media_type="application/json")

    return router


def analytics_router() -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/indicators/{indicator_id}", responses=problems())
    async def read_indicator(indicator_id: str, request: Request, service: Stub, area: str | None = None) -> Response:
        position = service.documents.get("position", {"at": 0})["at"]
        body = orjson.dumps({"id": indicator_id, "area": area, "numerator": position})
        return ready(request, body, f"{indicator_id}{area}{position}")

    return router


def a_tender(**changes: Any) -> dict[str, Any]:
    """A published tender of two lots, the first awarded to a group of two."""
    holders = [
        {"identifier": {"scheme": "SIRET", "id": HOLDER}, "name": "as declared"},
        {"identifier": {"scheme": "TVA", "id": "DE136695976"}, "name": "as declared"},
        {"identifier": None, "name": "unknown"},
    ]
    lots = [{"number": 1, "award": {"holders": holders}}, {"number": 2, "award": None}]
    tender = {"id": str(uuid4()), "title": "Roads", "status": "published", "area": "roads", "lots": lots, "revision": 3}
    return tender | changes


def a_supplier(name: str, written: str = HOLDER) -> dict[str, Any]:
    """A registered supplier."""
    scheme, _, number = written.rpartition(":")
    return {"identifier": {"scheme": scheme or "SIRET", "id": number}, "name": name, "version": 1}
