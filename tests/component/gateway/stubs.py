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
from contracts.matter import matter_of
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
        named = {"id": str(uuid4()), "type": kind, "subject": subject, "partitionkey": partitionkey or subject}
        self.events.append({**named, "data": data})
        told, self._told = self._told, asyncio.Event()
        told.set()

    async def page(self, after: int, limit: int, wait: float, kinds: Sequence[str] = ()) -> bytes:
        told = self._told
        if len(self.events) <= after and wait:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), wait)
        items = [
            b'{"position":%d,"hash":"00","event":%b,"about":[%b]}'
            % (position, orjson.dumps(event), orjson.dumps(matter_of(event["data"])))
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
        items = [one for one in service.documents.values() if one.get("status", "draft") != "draft"]
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


def contracts_router() -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/contracts/{contract_id}", responses=problems(TenderNotFound))
    async def read_contract(contract_id: UUID, service: Stub) -> Response:
        return Response(orjson.dumps(service.documents[str(contract_id)]), media_type="application/json")

    @router.get("/contracts", responses=problems())
    async def list_contracts(service: Stub, cursor: int = 0, limit: int = 100) -> Response:
        if service.broken and cursor:
            raise TenderNotFound
        items = service.listed[cursor : cursor + limit]
        follows = cursor + limit < len(service.listed)
        page = {"items": items, "next": f"/contracts?cursor={cursor + limit}" if follows else None, "prev": None}
        return Response(orjson.dumps(page), media_type="application/json")

    return router


def put_there(request: Request, service: Service, caller: Principal | None) -> Response:
    """The document that a test put at a path, with what was asked and for whom."""
    document = service.documents[request.url.path]
    said = document | {"asked": request.url.query, "for": caller.client if caller else None}
    return Response(orjson.dumps(said), media_type="application/json")


def anything_router() -> APIRouter:
    """Answers any other path with the document that a test put there, and with whom it was asked for."""
    router = APIRouter(dependencies=PUBLIC, include_in_schema=False)

    @router.get("/{path:path}")
    async def read_anything(path: str, request: Request, service: Stub, caller: Caller) -> Response:
        if f"/{path}" not in service.documents:
            raise SupplierNotFound
        return put_there(request, service, caller)

    return router


def records_router() -> APIRouter:
    """Takes plan entries over by reference, as their own buyer, once for each idempotency key."""
    router = APIRouter(include_in_schema=False)

    @router.post("/plan-entry-records")
    async def record(
        request: Request,
        service: Stub,
        caller: Annotated[Principal, Depends(requires("plan-entries:write"))],
        key: Annotated[str, Header(alias="Idempotency-Key")],
    ) -> Response:
        kept, answers = service.records, service.answers
        if key not in answers:
            records = (await request.json())["records"]
            answers[key] = orjson.dumps({"results": [_recorded(kept, one, caller) for one in records]})
        return Response(answers[key], media_type="application/json")

    return router


def _recorded(kept: dict[str, Any], record: dict[str, Any], caller: Principal) -> dict[str, Any]:
    if not caller.owns(record.get("buyer", "")):
        flaw = {"pointer": "/buyer", "code": "not-the-buyer", "detail": "Not yours"}
        return {"status": "refused", "errors": [flaw]}
    known = kept.get(record["reference"])
    kept[record["reference"]] = record
    status = "created" if known is None else "unchanged" if known == record else "corrected"
    return {"status": status, "id": f"id of {record['reference']}", "version": 1, "errors": []}


def suppliers_router() -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/suppliers/{siret:path}/awards", responses=problems())
    async def list_awards(siret: str, request: Request, service: Stub, caller: Caller) -> Response:
        if request.url.path in service.documents:
            return put_there(request, service, caller)
        return Response(orjson.dumps({"items": service.documents[siret]["awards"]}), media_type="application/json")

    @router.get("/suppliers/{siret:path}", responses=problems(SupplierNotFound))
    async def read_supplier(siret: str, request: Request, service: Stub, caller: Caller) -> Response:
        if request.url.path in service.documents:
            return put_there(request, service, caller)
        if siret not in service.documents:
            raise SupplierNotFound
        return ready(request, orjson.dumps(service.documents[siret]), service.documents[siret]["version"])

    @router.get("/suppliers", responses=problems())
    async def list_suppliers(
        service: Stub, identifier: Annotated[list[str] | None, Query()] = None, limit: int = 100
    ) -> Response:
        known = {one: it for one, it in service.documents.items() if not one.startswith("/")}
        found = [known[one] for one in identifier or known if one in known]
        return Response(orjson.dumps({"items": found[:limit]}), media_type="application/json")

    return router


def analytics_router() -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/indicators/{indicator_id}", responses=problems())
    async def read_indicator(indicator_id: str, request: Request, service: Stub, area: str | None = None) -> Response:
        position = service.documents.get("position", {"at": 0})["at"]
        body = orjson.dumps({"id": indicator_id, "area": area, "numerator": position})
        return ready(request, body, f"{indicator_id}{area}{position}")

    @router.get("/figures", responses=problems())
    async def read_figures(
        request: Request, service: Stub, indicator: Annotated[list[str], Query()], area: str | None = None
    ) -> Response:
        position = service.documents.get("position", {"at": 0})["at"]
        items = [{"id": one, "area": area, "numerator": position} for one in indicator]
        return ready(request, orjson.dumps({"items": items, "asked": request.url.query}), f"{items}")

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
