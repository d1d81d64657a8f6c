"""A platform of one process for tests of commands: keeps records, and fails as it is told to."""

import hashlib
from collections import deque
from collections.abc import Callable
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Judge = Callable[[dict[str, Any]], list[dict[str, str]]]


class Platform:
    """Takes records over by their identity, and gives one answer to each idempotency key.

    `answers` are given first, instead of the platform's own; `lost` answers are not given although the act was done.
    """

    def __init__(self) -> None:
        self.held: dict[str, dict[str, Any]] = {}
        self.requests: list[tuple[str, int]] = []
        self.answers: deque[Response | httpx.TransportError] = deque()
        self.lost = 0
        self.judge: Judge = lambda _: []
        self._kept: dict[str, Response] = {}
        routes = [Route(path, self._take, methods=["POST"]) for path in ("/supplier-records", "/contract-records")]
        self._app = Starlette(routes=routes)

    def client(self) -> httpx.AsyncClient:
        """A client that reaches it."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self._app), base_url="http://platform")

    async def _take(self, request: Request) -> Response:
        records = (await request.json())["records"]
        self.requests.append((request.url.path, len(records)))
        if self.answers:
            answer = self.answers.popleft()
            if isinstance(answer, httpx.TransportError):
                raise answer
            return answer
        key = request.headers["idempotency-key"]
        if key not in self._kept:
            self._kept[key] = JSONResponse({"results": [self._held(record) for record in records]})
        if self.lost:
            self.lost -= 1
            raise httpx.ReadError("the process was killed")
        return self._kept[key]

    def _held(self, record: dict[str, Any]) -> dict[str, Any]:
        if errors := self.judge(record):
            return {"status": "refused", "errors": errors}
        name = str(record.get("reference") or record["identifier"]["id"])
        known = self.held.get(name)
        self.held[name] = record
        status = "created" if known is None else "unchanged" if known == record else "corrected"
        return {"status": status, "id": hashlib.sha256(name.encode()).hexdigest(), "version": 1, "errors": []}


def a_problem(status: int, code: str, **more: Any) -> Response:
    """A problem document."""
    document = {"title": code, "status": status, "code": code, "detail": f"It is {code}", "errors": [], **more}
    return JSONResponse(document, status, media_type="application/problem+json")
