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
    documents,
    health,
    keys,
    oauth,
    oauth_clients,
    principal,
    problems,
    signing_keys,
    time,
)  # fmt: skip
from gateway.api.composed import ComposedPassage
from gateway.api.feeds import FeedPassage
from gateway.api.journals import JournalPassage
from gateway.api.passing import Passage
from gateway.front import Front
from gateway.limits.costs import Costs
from gateway.limits.limits import Limits
from gateway.merging import merge
from gateway.operations import FEED_PATH, JOURNAL_PATHS, Documents, operations, read_documents, uncounted, unnamed
from gateway.platform import Platform
from gateway.reception import Reception
from gateway.seeing import Seeing
from gateway.settings import GatewaySettings
from gateway.sharing import Sharing
from gateway.tender import TENDER, TenderContext
from gateway.web import routes as pages

COMPOSED = {"/tenders/{}": (TENDER, TenderContext)}
"""Reads that are put together from several services, and the members that are added to the first one's document."""

SLASHED = {"/suppliers/{siret}": "/suppliers/{siret:path}"}
"""Paths whose parameter may hold slashes, which OpenAPI cannot say: some identifiers do."""


def create_app(settings: GatewaySettings | None = None) -> FastAPI:
    """The one public door."""
    settings = settings or GatewaySettings()
    telemetry.configure("gateway")
    platform = Platform(settings)
    database = Database(settings.database_url, pool_size=settings.pool_size)
    secret = settings.platform_secret.get_secret_value()
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
        ],
        lifespan,
        middleware=[
            Middleware(Reception, admission=admission),
            Middleware(Limits, load=platform.load, scale=settings.limits_scale),
            Middleware(Seeing),
            Middleware(Front, shelf=platform.shelf),
            Middleware(Sharing),
        ],
    )
    app.state.database, app.state.platform, app.state.clock = database, platform, Clock.of(settings)
    app.state.admission = admission
    described = read_documents(settings.documents, settings.upstreams)
    app.router.routes.extend(_passages(described, platform, secret))
    app.router.routes.extend(pages.routes(secret))
    app.state.uploads += [*_uploads(app.router.routes), *pages.forms()]
    app.state.uncounted |= uncounted(described) | pages.uncounted()
    document = _document(app, described)
    app.state.costs = Costs(document)
    app.openapi = lambda: document  # type: ignore[method-assign]
    return app


def _passages(described: Documents, platform: Platform, secret: str) -> Iterator[BaseRoute]:
    """The routes that lead to services: those that their documents describe, and the feeds."""
    yield _route(FEED_PATH, FeedPassage(platform.reads, platform.followers, platform.hub, secret), ["GET"])
    for path in JOURNAL_PATHS:
        yield _route(path, JournalPassage(path, platform.reads), ["GET"])
    # a path whose parameter may hold slashes matches whatever lies below it: what is described there comes first
    for path, by_method in sorted(operations(described).items(), key=lambda item: item[0] in SLASHED):
        if (composed := COMPOSED.get(unnamed(path))) and "GET" in by_method:
            composition, _ = composed
            endpoint: Passage = ComposedPassage(by_method, platform.reads, platform.composer, composition)
        else:
            endpoint = Passage(by_method, platform.reads)
        yield _route(path, endpoint, by_method)


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
    own = service.document(app)
    context = {template: model for template, (_, model) in COMPOSED.items()}
    for model in context.values():
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        own["components"]["schemas"] |= schema.pop("$defs", {}) | {model.__name__: schema}
    return merge(described, own, {template: model.__name__ for template, model in context.items()}, service.VERSION)
