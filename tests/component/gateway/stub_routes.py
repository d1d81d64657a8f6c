"""What the stand-ins answer: feeds, suppliers, figures, and whatever a test put at a path."""

from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response

from chassis.auth import PUBLIC, Caller, Principal, requires
from chassis.caching import ready
from chassis.errors import NotFound
from chassis.problems import problems
from tests.component.gateway.feeds import Feed
from tests.component.gateway.stubs import Service, Stub


class SupplierNotFound(NotFound):
    """There is no supplier of this number."""


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
        request: Request,
        service: Stub,
        caller: Caller,
        identifier: Annotated[list[str] | None, Query()] = None,
        limit: int = 100,
    ) -> Response:
        if request.url.path in service.documents:
            return put_there(request, service, caller)
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
