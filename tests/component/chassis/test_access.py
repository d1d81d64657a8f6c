"""Who may use an operation is said of each, and shown; a route that does not say so is not served."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Response
from pydantic import SecretStr

from chassis.auth import PUBLIC, requires
from chassis.service import AccessNotDeclared, assemble, create, livez
from chassis.settings import ServiceSettings
from tests.component.chassis.counters import SECRET


async def test_the_document_says_who_may_use_each_operation(client: httpx.AsyncClient) -> None:
    document = client._transport.app.openapi()  # type: ignore[attr-defined]
    assert document["paths"]["/counters"]["post"]["x-access"] == "counters:write"
    assert document["paths"]["/counters"]["get"]["x-access"] == "public"
    assert "counter-not-found" in {problem["code"] for problem in document["x-problems"]}


async def test_a_route_that_does_not_say_who_may_use_it_is_not_served(database_url: str) -> None:
    router = APIRouter()

    @router.get("/open")
    async def forgotten() -> None: ...

    settings = ServiceSettings(database_url=database_url, platform_secret=SecretStr(SECRET))
    with pytest.raises(AccessNotDeclared):
        create("counting", settings, [router], {})


def unsaid() -> list[APIRouter]:
    """Routers whose routes could be overlooked: of another kind, of another router, of two minds."""
    plain, mounted, inner, outer, both = (APIRouter() for _ in range(5))
    plain.add_route("/open", lambda _: Response())
    mounted.mount("/open", FastAPI())
    inner.add_api_route("/open", livez)
    outer.include_router(inner)
    asked = [Depends(requires("counters:write")), Depends(requires("counters:read"))]
    both.add_api_route("/open", livez, dependencies=asked)
    return [plain, mounted, outer, both]


@pytest.mark.parametrize("router", unsaid(), ids=["plain", "mounted", "included", "of two minds"])
async def test_no_kind_of_route_is_overlooked(database_url: str, router: APIRouter) -> None:
    settings = ServiceSettings(database_url=database_url, platform_secret=SecretStr(SECRET))
    with pytest.raises(AccessNotDeclared):
        create("counting", settings, [router], {})


def test_a_scope_holds_where_a_router_says_that_it_is_public() -> None:
    router = APIRouter(dependencies=PUBLIC)
    router.add_api_route("/guarded", livez, dependencies=[Depends(requires("counters:write"))])

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield

    settings = ServiceSettings(database_url="postgresql://", platform_secret=SecretStr(SECRET))
    document = assemble("counting", settings, [router], lifespan).openapi()
    assert document["paths"]["/guarded"]["get"]["x-access"] == "counters:write"
