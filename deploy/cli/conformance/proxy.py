"""The proxy that the client is led past: records, passes on, and strikes where the step says."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from typing import Any

import httpx
from starlette.types import Receive, Scope, Send

from deploy.cli.conformance.exchange import Asked, Exchange, query_of
from deploy.cli.conformance.faults import REFUSALS, Fault, Kind
from deploy.cli.conformance.recording import Recording

UNKNOWN = "x_conformance"
"""A member that the kit adds to every answer: a client has to overlook what it does not know."""
_OF_ONE_HOP = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "content-encoding", "keep-alive"}
)
_FIRST_FACT = re.compile(rb"^data: ?\{.*?\n\r?\n", re.MULTILINE | re.DOTALL)
_JSON = ("application/json", "application/problem+json")


class Proxy:
    """An ASGI application in front of a platform."""

    def __init__(
        self, upstream: httpx.AsyncClient, recording: Recording, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._upstream, self._recording, self._clock = upstream, recording, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        if scope["type"] != "http":
            return
        asked = await self._asked(scope, receive)
        fault = self._recording.fault(asked.method, asked.path)
        if fault is None or fault.kind is Kind.CUT:
            await _while_there(self._pass(scope, asked, fault, send), receive)
        else:
            await self._refuse(scope, asked, fault, send)

    async def _asked(self, scope: Scope, receive: Receive) -> Asked:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        query = query_of(scope["query_string"])
        return Asked(self._recording.step, self._clock(), scope["method"], scope["path"], query, headers, body)

    async def _refuse(self, scope: Scope, asked: Asked, fault: Fault, send: Send) -> None:
        """Answer in the platform's place; what is lost has taken effect before."""
        if fault.kind is Kind.LOST:
            await (await self._upstream.send(self._request(scope, asked))).aread()
        refusal = REFUSALS[fault.kind]
        self._note(Exchange(asked, refusal.status, refusal.headers, refusal.body, self._clock(), fault.kind))
        await _say(send, refusal.status, refusal.headers, refusal.body)

    async def _pass(self, scope: Scope, asked: Asked, fault: Fault | None, send: Send) -> None:
        answer = await self._upstream.send(self._request(scope, asked), stream=True)
        try:
            headers = {name: value for name, value in answer.headers.items() if name not in _OF_ONE_HOP}
            exchange = Exchange(asked, answer.status_code, headers, b"", self._clock(), fault.kind if fault else "")
            if headers.get("content-type", "").startswith("text/event-stream"):
                await self._stream(answer, exchange, send)
            else:
                exchange.answer = altered(await answer.aread(), headers.get("content-type", ""))
                self._note(exchange)
                await _say(send, exchange.status, headers, exchange.answer, cut=fault is not None)
        finally:
            await answer.aclose()

    async def _stream(self, answer: httpx.Response, exchange: Exchange, send: Send) -> None:
        self._note(exchange)
        await send(_start(exchange.status, exchange.headers))
        async for piece in answer.aiter_bytes():
            first = _FIRST_FACT.search(exchange.answer + piece) if exchange.fault else None
            sent = piece[: first.end() - len(exchange.answer)] if first else piece
            exchange.answer += sent
            await send({"type": "http.response.body", "body": sent, "more_body": True})
            if first:
                raise ConnectionAbortedError("The kit broke the stream off.")
        await send({"type": "http.response.body", "body": b""})

    def _request(self, scope: Scope, asked: Asked) -> httpx.Request:
        headers = {name: value for name, value in asked.headers.items() if name not in _OF_ONE_HOP}
        url = httpx.URL(scope["raw_path"].decode("latin-1"), query=scope["query_string"])
        return self._upstream.build_request(asked.method, url, headers=headers, content=asked.body)

    def _note(self, exchange: Exchange) -> None:
        self._recording.exchanges.append(exchange)


def altered(body: bytes, media_type: str) -> bytes:
    """A JSON document with a member that no document describes, at its top and in each of its items."""
    if not media_type.startswith(_JSON) or not body.startswith(b"{"):
        return body
    document: dict[str, Any] = json.loads(body)
    for one in [document, *document.get("items", ())]:
        if isinstance(one, dict):
            one[UNKNOWN] = {"said": "overlook what you do not know"}
    return json.dumps(document, ensure_ascii=False).encode()


def _start(status: int, headers: Any) -> dict[str, Any]:
    named = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http.response.start", "status": status, "headers": named}


async def _say(send: Send, status: int, headers: Any, body: bytes, *, cut: bool = False) -> None:
    """Send an answer, or only the first half of it."""
    await send(_start(status, {**headers, "content-length": str(len(body))}))
    if cut:
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        raise ConnectionAbortedError("The kit broke the answer off.")
    await send({"type": "http.response.body", "body": body})


async def _while_there(answering: Any, receive: Receive) -> None:
    """Answer, unless the client goes away before."""
    tasks = asyncio.create_task(answering), asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if tasks[0].done():
            tasks[0].result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
