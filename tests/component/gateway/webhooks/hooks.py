"""The gateway with its worker, feeds in front of it, and a receiver behind it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import uuid4

import httpx
from fastapi import FastAPI, Query, Response
from pydantic import SecretStr

from chassis.persistence import Database
from chassis.worker import forever
from deploy.embedded.ports import free_port
from gateway.keys.issuing import issue
from gateway.main import create_app
from gateway.settings import GatewaySettings
from gateway.webhooks import duty
from tests.component.gateway.feeds import Feed
from tests.component.gateway.serving import served
from tests.component.gateway.webhooks.receiver import Receiver, receiving
from tests.waiting import until

PEPPER = "a pepper that only the gateway knows"
HURRY = 100_000.0
"""The three days of a delivery last less than three seconds."""
FEEDS = ("procedures", "suppliers", "observatory", "offers", "sourcing", "flags")
_FORGET = "TRUNCATE webhook_endpoint, webhook_fact, api_key, idempotency CASCADE"


def feeds_app(feeds: dict[str, Feed]) -> FastAPI:
    app = FastAPI()

    @app.get("/feed/{name}")
    async def read_feed(
        name: str,
        after: int = 0,
        limit: Annotated[int, Query(le=1000)] = 100,
        wait: float = 0,
        include: Literal["body", "body,about"] | None = None,
    ) -> Response:
        return Response(await feeds[name].page(after, limit, wait), media_type="application/json")

    return app


@dataclass
class Hooks:
    """What a test acts on."""

    http: httpx.AsyncClient
    app: FastAPI
    settings: GatewaySettings
    feeds: dict[str, Feed]
    receiver: Receiver

    @property
    def database(self) -> Database:
        database: Database = self.app.state.database
        return database

    async def begin(self) -> None:
        await self.database.volume.execute(_FORGET)
        self.receiver.received.clear()
        self.receiver.answers.clear()

    async def bearer(self, role: str = "portal", client: str | None = None, organisation: str = "*") -> dict[str, str]:
        key, _ = await issue(
            self.app.state.admission.register,
            PEPPER,
            role=role,
            organisation=organisation,
            client=client,
            now=datetime.now(UTC),
        )
        return {"Authorization": f"Bearer {key.text}"}

    async def create(self, path: str, bearer: dict[str, str] | None = None, **asked: Any) -> dict[str, Any]:
        """A webhook to a path of the receiver."""
        body = {"url": self.receiver.url(path)} | asked
        answer = await self.http.post("/webhooks", json=body, headers=bearer or await self.bearer(client=str(uuid4())))
        assert answer.status_code == 201, answer.text
        created: dict[str, Any] = answer.json()
        return created

    def tell(self, key: str, *numbers: int, feed: str = "procedures", kind: str = "TenderAmended", **data: Any) -> None:
        """Facts of an entity, numbered."""
        for number in numbers:
            self.feeds[feed].tell(key, kind=kind, number=number, **data)

    async def followed(self, feed: str = "procedures") -> int:
        """Wait until the worker read all that was told: the position that it reached."""
        head = len(self.feeds[feed].events)

        async def is_there() -> bool:
            position = await self.database.reads.fetchval("SELECT position FROM webhook_feed WHERE name = $1", feed)
            return position == head

        await until(is_there)
        return head

    async def states(self) -> dict[str, int]:
        """How many deliveries are in each state, and how many facts were read."""
        query = """SELECT state, count(*) FROM webhook_delivery GROUP BY state
            UNION ALL SELECT 'position of ' || name, position FROM webhook_feed
            UNION ALL SELECT 'webhooks that are ' || status || coalesce(': ' || reason, ''), 1 FROM webhook_endpoint"""
        return dict(await self.database.reads.fetch(query))

    async def nothing_waits(self) -> bool:
        """Whether every delivery came to its end."""
        query = "SELECT NOT EXISTS (SELECT FROM webhook_delivery WHERE state = 'pending')"
        nothing: bool = await self.database.reads.fetchval(query)
        return nothing


@contextlib.asynccontextmanager
async def hooks(database_url: str, *, working: bool = True, **told: Any) -> AsyncIterator[Hooks]:
    """The gateway, feeds and a receiver; with its worker in this process, unless a test starts its own."""
    feeds = {name: Feed(f"procurement.{name}.v1") for name in FEEDS}
    async with contextlib.AsyncExitStack() as stack:
        upstream = await stack.enter_async_context(served(feeds_app(feeds), free_port()))
        settings = GatewaySettings(
            database_url=database_url,
            platform_secret=SecretStr("a secret of at least thirty-two bytes"),
            key_pepper=SecretStr(PEPPER),
            webhook_networks=(ip_network("127.0.0.0/8"),),
            webhook_plain_http=True,
            limits_scale=0,
            tenders_url=upstream.url,
            suppliers_url=upstream.url,
            analytics_url=upstream.url,
            **{"webhook_hurry": HURRY, **told},
        )
        app = create_app(settings)
        door = await stack.enter_async_context(served(app, free_port()))
        receiver = await stack.enter_async_context(receiving())
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=door.url, timeout=10))
        made = Hooks(http, app, settings, feeds, receiver)
        if working:
            await stack.enter_async_context(on_duty(made))
        try:
            yield made
        finally:
            for feed in feeds.values():
                feed.tell("whoever still waits for news goes home")


@contextlib.asynccontextmanager
async def on_duty(made: Hooks) -> AsyncIterator[None]:
    """The worker in this process, reading all feeds from their heads on."""
    serving = asyncio.create_task(forever("duty", lambda: duty.serve(made.database, made.settings)))
    try:
        for feed in FEEDS:
            await made.followed(feed)
        yield
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


def worker_environment(settings: GatewaySettings) -> dict[str, str]:
    """What a worker of its own process is told."""
    return {
        "DATABASE_URL": settings.database_url,
        "PLATFORM_SECRET": settings.platform_secret.get_secret_value(),
        "KEY_PEPPER": settings.key_pepper.get_secret_value(),
        "WEBHOOK_NETWORKS": json.dumps([str(one) for one in settings.webhook_networks]),
        "WEBHOOK_PLAIN_HTTP": "1",
        "WEBHOOK_HURRY": str(settings.webhook_hurry),
        **{f"{name.upper()}_URL": url for name, url in settings.upstreams.items()},
    }


def mail_folder(folder: Path) -> str:
    return f"{folder.as_uri()}?from=prenan@example.org"
