"""The pages over an API that answers what a test says, and remembers what it was asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contracts.reference.roles import roles
from gateway.web.routes import routes
from gateway.web.visitor import COOKIE, Cookies, Visitor

SECRET = "s" * 32
BUYER = "00000001800010"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """What the API was asked to do."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    query: Mapping[str, str]


@dataclass
class Stub:
    """An API: `answers` by method and path; a number is a refusal with this status, what is not there a 404."""

    answers: dict[str, Any]
    role: str = "purchasing-referent"
    organisation: str = BUYER
    asked: list[Asked] = field(default_factory=list)

    async def get(self, path: str) -> httpx.Response:
        """A page."""
        return await self._send("GET", path)

    async def post(self, path: str, **fields: str) -> httpx.Response:
        """What a page answers to its form."""
        return await self._send("POST", path, fields)

    async def send(self, path: str, name: str, content: bytes, **fields: str) -> httpx.Response:
        """What a page answers to its form with a file."""
        return await self._send("POST", path, fields, files={"file": (name, content, "application/octet-stream")})

    async def _send(
        self, method: str, path: str, fields: Mapping[str, str] | None = None, files: Any = None
    ) -> httpx.Response:
        app = Starlette(
            routes=[*routes(SECRET), Route("/{rest:path}", self._answer, methods=["GET", "POST", "PUT", "DELETE"])]
        )
        app.state.settings = SimpleNamespace(demo_keys=None)
        app.state.clock = SimpleNamespace(now=lambda: NOW)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://pages", cookies=self._cookies()) as http:
            return await http.request(method, path, data=fields, files=files)

    def _cookies(self) -> dict[str, str]:
        answer = Response()
        Cookies(SECRET).write(answer, Visitor("key", self.role, self.role, self.organisation), is_secure=False)
        return {COOKIE: answer.headers["set-cookie"].partition(";")[0].partition("=")[2]}

    async def _answer(self, request: Request) -> Response:
        path, body = request.url.path, await request.body()
        if path == "/principal":
            scopes = sorted(roles()[self.role].scopes)
            return JSONResponse({"client": "anne", "organisation": self.organisation, "scopes": scopes})
        if request.method != "GET":
            is_json = body and request.headers["content-type"] == "application/json"
            said = json.loads(body) if is_json else body or None
            self.asked.append(Asked(request.method, path, request.headers, said, dict(request.query_params)))
        return self._said(self.answers.get(f"{request.method} {path}", 404))

    @staticmethod
    def _said(answer: Any) -> Response:
        if isinstance(answer, int):
            return JSONResponse(
                {"title": "Refused", "detail": "No", "code": "refused", "errors": [], "request_id": ""}, answer
            )
        if isinstance(answer, dict) and "errors" in answer:
            return JSONResponse({"title": "Invalid", "detail": "Invalid", "code": "invalid-request", **answer}, 422)
        return JSONResponse(answer)


def page(*items: Mapping[str, Any]) -> dict[str, Any]:
    """A page of a list that has no others."""
    return {"items": list(items), "next": None, "prev": None}
