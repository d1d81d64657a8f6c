"""The gateway in front of three stubs, all over real HTTP."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from deploy.embedded.ports import free_port
from gateway.keys.issuing import issue
from gateway.main import create_app
from gateway.settings import GatewaySettings
from tests.component.gateway.serving import served
from tests.component.gateway.stubs import (
    HOLDER,
    OTHER_HOLDER,
    Feed,
    Service,
    a_supplier,
    analytics_router,
    anything_router,
    contracts_router,
    feed_router,
    offers_router,
    records_router,
    suppliers_router,
    tenders_router,
)
from tests.waiting import until

SECRET = "a secret of at least thirty-two bytes"
PEPPER = "a pepper that only the gateway knows"


@dataclass
class Platform:
    """What a test acts on."""

    http: httpx.AsyncClient
    app: FastAPI
    tenders: Service
    suppliers: Service
    analytics: Service
    procedures: Feed
    registrations: Feed

    async def begin(self) -> None:
        """Everything as if nothing had happened yet."""
        for stub in (self.tenders, self.suppliers, self.analytics):
            stub.begin()
        self.suppliers.documents = {HOLDER: a_supplier("Kerbrat"), OTHER_HOLDER: a_supplier("Bau", OTHER_HOLDER)}
        self.analytics.documents = {"position": {"at": 1}}
        self.procedures.events.clear()
        self.registrations.events.clear()
        await self.app.state.database.reads.execute("TRUNCATE api_key, import_job CASCADE")
        await self.followed()
        self.app.state.platform.shelf.clear()
        self.app.state.platform.composer.forget()

    async def key(self, role: str = "operator", organisation: str = "*", **more: Any) -> str:
        """A key, as its holder has it."""
        register = self.app.state.register
        now = more.pop("now", datetime.now(UTC))
        made, _ = await issue(register, PEPPER, role=role, organisation=organisation, now=now, **more)
        return made.text

    async def bearer(self, role: str = "operator", **more: Any) -> dict[str, str]:
        """The header of a call made with a key."""
        return {"Authorization": f"Bearer {await self.key(role, **more)}"}

    async def followed(self) -> None:
        """Wait until the gateway has heard of everything that happened."""
        followers = self.app.state.platform.followers
        feeds = {"procedures": self.procedures, "suppliers": self.registrations}
        await until(lambda: all(followers[name].head == len(feed.events) for name, feed in feeds.items()))
        await until(lambda: not self.app.state.platform.degraded())


@contextlib.asynccontextmanager
async def platform(database_url: str, folder: Path) -> AsyncIterator[Platform]:
    names = ("tenders", "suppliers", "analytics")
    ports = {name: free_port() for name in (*names, "gateway")}
    settings = GatewaySettings(
        database_url=database_url,
        platform_secret=SecretStr(SECRET),
        key_pepper=SecretStr(PEPPER),
        documents=folder,
        **{f"{name}_url": f"http://127.0.0.1:{ports[name]}" for name in names},  # type: ignore[arg-type]
    )
    feeds = {
        "tenders": Feed("procurement.procedures.v1"),
        "suppliers": Feed("procurement.suppliers.v1"),
        "analytics": Feed("procurement.observatory.v1"),
    }
    routers = {
        "tenders": [
            offers_router(),
            tenders_router(),
            contracts_router(),
            records_router(),
            feed_router(feeds["tenders"]),
            anything_router(),
        ],
        "suppliers": [suppliers_router(), feed_router(feeds["suppliers"])],
        "analytics": [analytics_router(), feed_router(feeds["analytics"]), anything_router()],
    }
    stubs = {name: Service(name, routers[name], settings) for name in names}
    async with contextlib.AsyncExitStack() as stack:
        for name, stub in stubs.items():
            stub.write_document(folder)
            stub.served = await stack.enter_async_context(served(stub.app, ports[name]))
        app = create_app(settings)
        door = await stack.enter_async_context(served(app, ports["gateway"]))
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=door.url, timeout=10))
        made = Platform(http, app, *stubs.values(), feeds["tenders"], feeds["suppliers"])
        yield made
        for stub in stubs.values():
            stub.awake.set()
