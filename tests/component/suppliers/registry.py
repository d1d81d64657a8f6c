"""The service as its callers meet it: requests in, facts out."""

from typing import Any, Self

import httpx
import orjson
from fastapi import FastAPI

from chassis.auth import HEADER, Principal, sign
from chassis.persistence import Database
from contracts.envelope import Envelope

SECRET = "a secret of the tests, long enough to sign with"
SIRET = "79878508500035"
OTHERS = ("23350001600040", "21350238800019", "35600000000048")
SCOPES = frozenset({"suppliers:write", "suppliers:import", "suppliers:verify"})


def a_supplier(siret: str = SIRET, **fields: Any) -> dict[str, Any]:
    return {"identifier": {"scheme": "SIRET", "id": siret}, "name": "Le Forum du livre", **fields}


class Registry:
    """One running service."""

    def __init__(self, app: FastAPI, secret: str) -> None:
        self.app, self._secret = app, secret
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://suppliers")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    @property
    def database(self) -> Database:
        return self.app.state.database

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        scopes: frozenset[str] | None = SCOPES,
        organisation: str = "*",
        **headers: str,
    ) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if scopes is not None:
            named[HEADER] = sign(Principal("a key", scopes, organisation), self._secret)
        if body is None:
            return await self._client.request(method, path, headers=named)
        named.setdefault("content-type", "application/json")
        content = body if isinstance(body, bytes) else orjson.dumps(body)
        return await self._client.request(method, path, content=content, headers=named)

    async def register(self, body: Any, **options: Any) -> httpx.Response:
        return await self.call("POST", "/suppliers", body, **options)

    async def update(self, body: Any, tag: str = "*", siret: str = SIRET, **options: Any) -> httpx.Response:
        return await self.call("PUT", f"/suppliers/{siret}", body, if_match=tag, **options)

    async def act(self, act: str, body: Any = None, siret: str = SIRET, **options: Any) -> httpx.Response:
        """POST something under a supplier."""
        return await self.call("POST", f"/suppliers/{siret}/{act}", body or {}, **options)

    async def record(self, *records: Any, **headers: str) -> list[dict[str, Any]]:
        answer = await self.call("POST", "/supplier-records", {"records": records}, **headers)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.call("GET", path, scopes=None, **headers)

    async def read(self, siret: str = SIRET) -> dict[str, Any]:
        answer = await self.get(f"/suppliers/{siret}")
        assert answer.status_code == 200, answer.text
        document: dict[str, Any] = answer.json()
        return document

    async def names(self, query: str) -> list[str]:
        """Names of the suppliers that a query of the list finds, in its order."""
        answer = await self.get(f"/suppliers?{query}")
        assert answer.status_code == 200, answer.text
        return [item["name"] for item in answer.json()["items"]]

    async def facts(self) -> list[Envelope]:
        """Every fact that waits for the relay, in order."""
        rows = await self.database.reads.fetch(
            "SELECT payload FROM event_pending p JOIN event_log l ON l.id = p.event_id ORDER BY seq"
        )
        return [Envelope.from_structured(row["payload"]) for row in rows]

    async def told(self) -> list[str]:
        """The names of these facts."""
        return [fact.type.split(".")[-2] for fact in await self.facts()]
