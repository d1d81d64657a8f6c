"""The gateway in front of three stubs, all over real HTTP."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from deploy.embedded.ports import free_port
from gateway.identity.declaration import Declaration
from gateway.keys.issuing import issue
from gateway.main import create_app
from gateway.settings import GatewaySettings
from tests.component.gateway.feeds import Feed
from tests.component.gateway.serving import served
from tests.component.gateway.stub_routes import (
    analytics_router,
    anything_router,
    feed_router,
    offers_router,
    suppliers_router,
)
from tests.component.gateway.stub_tenders import contracts_router, records_router, tenders_router
from tests.component.gateway.stubs import HOLDER, OTHER_HOLDER, Service, a_supplier
from tests.waiting import until

SECRET = "a secret of at least thirty-two bytes"
NONE: Mapping[str, str] = MappingProxyType({})
GENEROUS = 100
"""A test asks more in a second than anybody else."""
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
    offers: Feed

    async def begin(self) -> None:
        """Everything as if nothing had happened yet."""
        for stub in (self.tenders, self.suppliers, self.analytics):
            stub.begin()
        self.suppliers.documents = {HOLDER: a_supplier("Kerbrat"), OTHER_HOLDER: a_supplier("Bau", OTHER_HOLDER)}
        self.analytics.documents = {"position": {"at": 1}}
        self.procedures.events.clear()
        self.registrations.events.clear()
        self.offers.events.clear()
        await self.app.state.database.reads.execute(
            "TRUNCATE api_key, oauth_secret, oauth_client, import_job, idempotency CASCADE"
        )
        await self.followed()
        self.app.state.platform.shelf.clear()
        self.app.state.platform.composer.forget()

    async def key(self, role: str = "operator", organisation: str = "*", **more: Any) -> str:
        """A key, as its holder has it."""
        register = self.app.state.admission.register
        now = more.pop("now", datetime.now(UTC))
        made, _ = await issue(register, PEPPER, role=role, organisation=organisation, now=now, **more)
        return made.text

    async def bearer(self, role: str = "operator", **more: Any) -> dict[str, str]:
        """The header of a call made with a key."""
        return {"Authorization": f"Bearer {await self.key(role, **more)}"}

    async def client(self, role: str = "operator", organisation: str = "*", **more: Any) -> dict[str, Any]:
        """A registered client, with its secret."""
        body = {"role": role, "organisation": organisation} | more
        headers = await self.bearer(client=f"admin {uuid4()}")
        answer = await self.http.post("/oauth-clients", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def token(self, role: str = "operator", organisation: str = "*", **more: Any) -> str:
        """An access token of a new client."""
        made = await self.client(role, organisation, **more)
        form = {"grant_type": "client_credentials"}
        answer = await self.http.post("/oauth/token", data=form, auth=(made["client_id"], made["client_secret"]))
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def followed(self) -> None:
        """Wait until the gateway has heard of everything that happened."""
        followers = self.app.state.platform.followers
        feeds = {"procedures": self.procedures, "suppliers": self.registrations}
        await until(lambda: all(followers[name].head == len(feed.events) for name, feed in feeds.items()))
        await until(lambda: not self.app.state.platform.degraded())


@contextlib.asynccontextmanager
async def platform(
    database_url: str,
    folder: Path,
    elsewhere: Mapping[str, str] = NONE,
    issuers: tuple[Declaration, ...] = (),
) -> AsyncIterator[Platform]:
    """The gateway before its stubs; what is `elsewhere` is only described here, and answers at that address."""
    names = ("tenders", "suppliers", "analytics")
    ports = {name: free_port() for name in (*names, "gateway")}
    settings = GatewaySettings(
        database_url=database_url,
        platform_secret=SecretStr(SECRET),
        key_pepper=SecretStr(PEPPER),
        public_url=f"http://127.0.0.1:{ports['gateway']}",
        oidc_issuers=issuers,
        documents=folder,
        limits_scale=GENEROUS,
        **{f"{name}_url": elsewhere.get(name, f"http://127.0.0.1:{ports[name]}") for name in names},  # type: ignore[arg-type]
    )
    feeds = {
        "tenders": Feed("procurement.procedures.v1"),
        "suppliers": Feed("procurement.suppliers.v1"),
        "analytics": Feed("procurement.observatory.v1"),
        "offers": Feed("procurement.offers.v1"),
    }
    routers = {
        "tenders": [
            offers_router(feeds["offers"]),
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
            if name not in elsewhere:
                stub.served = await stack.enter_async_context(served(stub.app, ports[name]))
        app = create_app(settings)
        door = await stack.enter_async_context(served(app, ports["gateway"]))
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=door.url, timeout=10))
        made = Platform(http, app, *stubs.values(), feeds["tenders"], feeds["suppliers"], feeds["offers"])
        yield made
        for stub in stubs.values():
            stub.awake.set()
