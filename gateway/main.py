"""The gateway process: `python -m uvicorn --factory gateway.main:create_app`."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from chassis import service, telemetry
from chassis.clock import Clock
from chassis.persistence import Database
from chassis.uploads import Upload
from gateway.admission import Admission
from gateway.api import (
    compositions,
    documents,
    exports,
    health,
    imports,
    keys,
    oauth,
    oauth_clients,
    principal,
    problems,
    signing_keys,
    time,
    webhook_deliveries,
    webhooks,
)  # fmt: skip
from gateway.api.composed import ComposedPassage, Composing
from gateway.api.feeds import FeedPassage
from gateway.api.journals import JournalPassage
from gateway.api.passing import Passage
from gateway.compositions import COMPOSITIONS
from gateway.crossroads import Crossroads
from gateway.front import Front
from gateway.imports.jobs import Jobs
from gateway.limits.costs import Costs
from gateway.limits.limits import Limits
from gateway.limits.strangers import Strangers
from gateway.merging import merge
from gateway.operations import FEED_PATH, JOURNAL_PATHS, Documents, operations, read_documents, uncounted, unnamed
from gateway.platform import Platform
from gateway.reception import Reception
from gateway.seeing import Seeing
from gateway.settings import GatewaySettings
from gateway.sharing import Sharing
from gateway.tagging import Tagging
from gateway.web import routes as pages
from gateway.web.language import languages
from gateway.webhooks.addresses import Guard
from gateway.webhooks.signing import Signer

SLASHED = {"/suppliers/{siret}": "/suppliers/{siret:path}"}
"""Paths whose parameter may hold slashes, which OpenAPI cannot say: some identifiers do."""


def create_app(settings: GatewaySettings | None = None) -> FastAPI:
    """The one public door."""
    settings = settings or GatewaySettings()
    telemetry.configure("gateway")
    platform = Platform(settings)
    database = Database(settings.database_url, pool_size=settings.pool_size)
    admission = Admission(settings, database)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with database, admission.running(), platform.running():
            yield

    app = service.assemble(
        "gateway",
        settings,
        [
            *(documents.router, problems.router, time.router, health.router),
            *(keys.router, principal.router, oauth.router, oauth_clients.router, signing_keys.router),
            *(compositions.router, imports.router, exports.router),
            *(webhooks.router, webhook_deliveries.router),
        ],
        lifespan,
        middleware=[
            Middleware(Strangers, scale=settings.limits_scale),
            Middleware(Reception, admission=admission),
            Middleware(Limits, load=platform.load, scale=settings.limits_scale),
            Middleware(Seeing),
            Middleware(Front, shelf=platform.shelf),
            Middleware(Sharing),
            Middleware(Tagging),
        ],
    )
    app.state.database, app.state.platform, app.state.admission = database, platform, admission
    _equip(app, settings)
    _describe(app, settings)
    return app


def _equip(app: FastAPI, settings: GatewaySettings) -> None:
    """Put what the gateway's own routes work with into the application's state."""
    database: Database = app.state.database
    platform: Platform = app.state.platform
    app.state.clock = Clock.of(settings)
    app.state.jobs = Jobs(lambda: database.reads.acquire())  # noqa: PLW0108 - the pool is there once it is open
    app.state.composing = Composing(platform.reads, platform.composer, settings.platform_secret.get_secret_value())
    app.state.guard = Guard(settings.webhook_networks, plain_http=settings.webhook_plain_http)
    app.state.signer = Signer(settings.key_pepper.get_secret_value())


def _describe(app: FastAPI, settings: GatewaySettings) -> None:
    """Add the routes that lead to services and those of the pages, and the one document of all operations."""
    secret = settings.platform_secret.get_secret_value()
    described = read_documents(settings.documents, settings.upstreams)
    passages = list(_passages(described, app.state.platform, app.state.composing, secret))
    app.router.routes.extend(passages)
    app.router.routes.insert(0, _crossroads(passages))
    app.router.routes.extend(pages.routes(secret))
    app.state.uploads += [*_uploads(app.router.routes), *pages.forms()]
    app.state.uncounted |= uncounted(described) | pages.uncounted()
    document = _document(app, described)
    app.state.costs = Costs(document, languages())
    app.openapi = lambda: document  # type: ignore[method-assign]


def _passages(described: Documents, platform: Platform, composing: Composing, secret: str) -> Iterator[Route]:
    """The routes that lead to services: those that their documents describe, and the feeds."""
    yield _route(FEED_PATH, FeedPassage(platform.reads, platform.followers, platform.hub, secret), ["GET"])
    for path in JOURNAL_PATHS:
        yield _route(path, JournalPassage(path, platform.reads), ["GET"])
    # a path whose parameter may hold slashes matches whatever lies below it: what is described there comes first
    for path, by_method in sorted(operations(described).items(), key=lambda item: item[0] in SLASHED):
        composition = COMPOSITIONS.get(unnamed(path))
        if composition and "GET" in by_method:
            endpoint: Passage = ComposedPassage(by_method, platform.reads, composing, composition)
        else:
            endpoint = Passage(by_method, platform.reads)
        yield _route(path, endpoint, by_method)


def _crossroads(passages: Iterable[Route]) -> Crossroads:
    """The short way to the passages."""
    made = Crossroads()
    for route in passages:
        made.add(route.path.replace(":path}", "}"), route.endpoint, route.methods or ())
    return made


def _uploads(routes: Iterable[BaseRoute]) -> Iterator[Upload]:
    """The operations that take files, which pass piece by piece."""
    for route in routes:
        if isinstance(route, Route) and isinstance(route.endpoint, Passage):
            for operation in route.endpoint.operations.values():
                if operation.upload:
                    yield Upload(operation.method, route.path_regex, operation.upload)


def _route(path: str, endpoint: ASGIApp, methods: Iterable[str]) -> Route:
    route = Route(SLASHED.get(path, path), endpoint, methods=list(methods))
    route.methods = set(methods)  # Starlette adds HEAD, which no document describes
    return route


def _document(app: FastAPI, described: Documents) -> dict[str, Any]:
    return merge(described, service.document(app), COMPOSITIONS, service.VERSION)
