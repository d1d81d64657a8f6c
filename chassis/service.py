"""How an API process of ours is made: routes that say who may use them, problems, feed, health, limits."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic_settings import BaseSettings
from starlette.middleware import Middleware

from chassis import collector, feed, installation, journal, problems, telemetry
from chassis.auth import ANYONE
from chassis.awaiting import Awaiting
from chassis.clock import Clock
from chassis.companion import Companion, NotReady
from chassis.doorway import Doorway
from chassis.errors import Refusal
from chassis.persistence import Database
from chassis.settings import ServiceSettings
from chassis.uncounted import uncounted_of
from chassis.uploads import uploads_of

VERSION = "1.0.0"
Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
"""What an application does before its first request and after its last."""


ACCESS = "x-access"
"""Member of an OpenAPI operation: the scope that it requires, or several of which one will do, or `public`."""


class AccessNotDeclared(RuntimeError):
    """A route says neither which scope it requires nor that it is public, or is of a kind that cannot say it."""


def create(
    name: str,
    settings: ServiceSettings,
    routers: Iterable[APIRouter],
    topics: Mapping[str, str],
    description: str = "",
    restricted: Mapping[str, feed.Restricted] = feed.NONE,
    companions: Mapping[str, Callable[[Database], Companion]] = MappingProxyType({}),
    follows: Collection[str] = (),
) -> FastAPI:
    """The API of a service, with the feeds of its public and restricted topics.

    `companions` live as long as the process does, and are found in the application's state by their names. `follows`
    are the topics that everybody may read and whose facts its worker takes in: a read may ask to see one of them.

    Raises `AccessNotDeclared` where a route does not say who may use it.
    """
    telemetry.configure(name)
    database = Database(settings.database_url, pool_size=settings.pool_size, clock=Clock.of(settings))
    reader = feed.Feed(database, tuple(topics.values()))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with database, AsyncExitStack() as stack:
            await installation.keep(database)
            for role, make in companions.items():
                setattr(app.state, role, await stack.enter_async_context(make(database)))
            app.state.companions = tuple(getattr(app.state, role) for role in companions)
            yield
            await reader.close()

    journals = {**topics, **{name: guarded.topic for name, guarded in restricted.items()}}
    all_routers = (*routers, feed.router(reader, topics, restricted), journal.router(journals))
    awaiting = Middleware(Awaiting, database=database, follows=follows)
    app = assemble(name, settings, all_routers, lifespan, description, [awaiting])
    app.state.told = frozenset(topics.values())
    app.state.database, app.state.clock = database, database.clock
    app.include_router(_health(database), include_in_schema=False)
    return app


def assemble(
    name: str,
    settings: BaseSettings,
    routers: Iterable[APIRouter],
    lifespan: Lifespan,
    description: str = "",
    middleware: Sequence[Middleware] = (),
) -> FastAPI:
    """An application with our doorway, then `middleware`, and problems: what services and the gateway share.

    Raises `AccessNotDeclared` where a route does not say who may use it.
    """
    app = FastAPI(
        title=f"Prenañ {name}",
        version=VERSION,
        description=description,
        lifespan=_undisturbed(lifespan),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # the doorway's is ours; asking costs 18 µs
        middleware=list(middleware),
    )
    app.state.settings, app.state.uploads, app.state.uncounted = settings, [], set()
    app.state.told = frozenset()
    for router in routers:
        _check_access(router)
        app.state.uploads += uploads_of(router)
        app.state.uncounted |= uncounted_of(router)
        app.include_router(router)
    problems.install(app)
    app.add_middleware(Doorway, service=name)
    app.openapi = lambda: document(app)  # type: ignore[method-assign]
    return app


def _undisturbed(lifespan: Lifespan) -> Lifespan:
    """Spare requests the collector's walks over what was there before them: a tenth of a second each in a burst."""

    @asynccontextmanager
    async def settled(app: FastAPI) -> AsyncIterator[None]:
        async with lifespan(app):
            with collector.spared():
                yield

    return settled


def _accesses(dependant: Dependant) -> set[str]:
    own = {dependant.call.__dict__["access"]} if "access" in getattr(dependant.call, "__dict__", {}) else set()
    return own.union(*(_accesses(inner) for inner in dependant.dependencies))


def _check_access(router: APIRouter) -> None:
    for route in router.routes:
        accesses = _accesses(route.dependant) if isinstance(route, APIRoute) else set()
        scopes = sorted(accesses - {ANYONE}) or sorted(accesses)
        if not isinstance(route, APIRoute) or len(scopes) != 1:
            raise AccessNotDeclared(getattr(route, "path", repr(route)))
        route.openapi_extra = {**(route.openapi_extra or {}), ACCESS: scopes[0]}


def _health(database: Database) -> APIRouter:
    routes = APIRouter()

    routes.add_api_route("/livez", livez)

    @routes.get("/readyz")
    async def readyz(request: Request) -> Response:
        """Say whether the own database answers, and whether what lives beside the routes is there."""
        await database.reads.fetchval("SELECT 1")
        if not all(companion.is_ready for companion in request.app.state.companions):
            raise NotReady
        return Response('{"status":"ready"}', media_type="application/json")

    routes.add_api_route("/metrics", metrics)
    return routes


async def livez() -> Response:
    """Say that the process answers; touches nothing."""
    return Response('{"status":"alive"}', media_type="application/json")


async def metrics() -> Response:
    """Metrics in the Prometheus text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def refusals() -> list[dict[str, Any]]:
    """Every refusal that this process knows: code, title, status, description."""
    found: dict[str, dict[str, Any]] = {}
    kinds = [Refusal]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__ != "chassis.errors":
            text = " ".join((kind.__doc__ or "").split())
            found[kind.code()] = {"code": kind.code(), "title": kind.title(), "status": kind.status, "detail": text}
    return [found[code] for code in sorted(found)]


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document; each operation says its scope, `x-problems` lists every code."""
    if app.openapi_schema:
        return app.openapi_schema
    described = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    problem = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    described["x-problems"] = refusals()
    app.openapi_schema = described
    return described
