"""Operations that pass through to a service: bodies and answers as bytes, within a deadline."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from chassis.uploads import chunks_of
from gateway.choosing import Fields, fields_of, narrowed_reply, query_of, without_fields
from gateway.freshness import MADE_FROM, OPEN_DATA, any_of, one_of, tags_of
from gateway.front import key_of, send_entry
from gateway.operations import Operation
from gateway.reads import OK, Reads, may_be_kept, own_headers
from gateway.revalidating import CACHE_CONTROL, Stale
from gateway.shelf import Entry
from gateway.tagging import tag_of_bytes
from gateway.upstream import Reply

_PASSED_ON = {
    name.encode(): name
    for name in (
        "accept", "content-type", "if-match", "if-none-match", "idempotency-key", "prenan-principal", "traceparent",
        "tracestate", "prenan-owner-token", "prenan-transfer-token", "prenan-question-token",
    )
}  # fmt: skip
_OF_FILE = {name.encode(): name for name in ("content-length", "range", "if-range")}
_NOT_PASSED_BACK = frozenset(
    {
        b"connection", b"keep-alive", b"transfer-encoding", b"te", b"trailer", b"upgrade", b"proxy-authenticate",
        b"content-length", b"date", b"server", b"request-id", b"set-cookie",
    }
)  # fmt: skip
_BETWEEN_HOPS = _NOT_PASSED_BACK - {b"content-length"}
_COMPOSED_TAG = re.compile(r'"(\d+)-[0-9a-f]{16}"')
_PUBLISHES = {"tenders": "procedures", "suppliers": "suppliers"}
_BODILESS = frozenset({204, 304})


class Passage:
    """The ASGI endpoint of one path: its operations by method."""

    def __init__(self, operations: Mapping[str, Operation], reads: Reads) -> None:
        self.operations, self._reads = operations, reads
        self.path = next(iter(operations.values())).path
        """Names the route in the metrics."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back."""
        scope["route"] = self
        operation = self.operations[scope["method"]]
        if operation.is_streamed:
            await self._stream(operation, scope, receive, send)
        elif operation.method == "GET":
            await self._read(operation, scope, receive, send)
        else:
            await self._change(operation, scope, receive, send)

    async def _read(self, operation: Operation, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        headers, fields = passed_on(scope), _fields_of(operation, scope)
        tags = tags_of(operation.template, scope["path_params"].values())
        if not tags or "prenan-principal" in headers:
            await self._pass(operation, scope, headers, fields, send)
            return
        known = headers.pop("if-none-match", "").encode("latin-1")
        found = await self._reads.revalidating.read(key_of(scope), lambda: self._ask(operation, scope, headers, fields))
        if isinstance(found, Reply):
            await send_reply(found, send)
        elif isinstance(found, Stale):
            await send_entry(found.entry, known, send, *found.headers())
        else:
            await send_entry(found, known, send)

    async def _pass(
        self, operation: Operation, scope: Scope, headers: dict[str, str], fields: Fields, send: Send
    ) -> None:
        """Give a caller what is for it alone."""
        known = headers.pop("if-none-match", "").encode("latin-1") if fields else b""
        reply = narrowed_reply(await self._call(operation, scope, headers), fields)
        if not fields or reply.status != OK:
            await send_reply(reply, send)
            return
        etag, control = reply.header(b"etag") or b"", reply.header(b"cache-control") or b"no-cache"
        await send_entry(Entry(reply.body, etag, self, cache_control=control), known, send)

    async def _ask(self, operation: Operation, scope: Scope, headers: dict[str, str], fields: Fields) -> Entry | Reply:
        """A service's answer, ready to be given again and kept where it may be; as it is where it is no good one."""
        tags = tags_of(operation.template, scope["path_params"].values())
        with self._reads.shelf.reservation(tags) as reservation:
            reply = narrowed_reply(await self._call(operation, scope, headers), fields)
            if reply.status != OK:
                return reply
            is_open = operation.template in OPEN_DATA and may_be_kept(reply)
            control = CACHE_CONTROL if is_open else reply.header(b"cache-control") or b"no-cache"
            etag, vouchers = reply.header(b"etag") or tag_of_bytes(reply.body), self._reads.vouchers_of(tags)
            entry = Entry(reply.body, etag, self, tags, vouchers, control, may_be_stale=is_open)
            if may_be_kept(reply):
                self._reads.shelf.keep(key_of(scope), entry, reservation)
        return entry

    async def _stream(self, operation: Operation, scope: Scope, receive: Receive, send: Send) -> None:
        upstream = self._reads.upstreams[operation.service]
        headers = passed_on(scope) | of_file(scope)
        body = chunks_of(Request(scope, receive)) if operation.upload else None
        try:
            async with upstream.stream(operation.method, target_of(scope), headers, body) as answer:
                await send_stream(answer, send)
        finally:
            if operation.upload:
                self._forget(operation, scope["path_params"].values())

    async def _change(self, operation: Operation, scope: Scope, receive: Receive, send: Send) -> None:
        body = await whole_body(receive)
        if body is None:
            return
        try:
            reply = await self._call(operation, scope, passed_on(scope), body)
        finally:  # what was not answered may have been done all the same
            self._forget(operation, scope["path_params"].values())
        await send_reply(reply, send)

    def _forget(self, operation: Operation, identifiers: Any) -> None:
        """Whoever changed a thing does not see it as it was, even before the fact comes round."""
        if feed := _PUBLISHES.get(operation.service):
            self._reads.shelf.drop(any_of(feed), *(one_of(feed, str(one).lower()) for one in identifiers))

    async def _call(
        self, operation: Operation, scope: Scope, headers: dict[str, str], body: bytes | None = None
    ) -> Reply:
        upstream = self._reads.upstreams[operation.service]
        return await upstream.call(operation.method, target_of(scope), headers, body, operation.deadline)


def _fields_of(operation: Operation, scope: Scope) -> Fields:
    """The members that are asked for, of an answer that anyone may read; none where it is asked for as a whole."""
    query: bytes = scope["query_string"]
    return fields_of(query_of(query)) if b"fields=" in query and operation.template in MADE_FROM else ()


def passed_on(scope: Scope) -> dict[str, str]:
    """The headers that a service reads, and our request id."""
    headers = {_PASSED_ON[name]: value.decode("latin-1") for name, value in scope["headers"] if name in _PASSED_ON}
    if "if-match" in headers:
        headers["if-match"] = _COMPOSED_TAG.sub(r'"\1"', headers["if-match"])
    return headers | own_headers()


def of_file(scope: Scope) -> dict[str, str]:
    """The headers that say which part of a file is asked for, or how large the one is that is sent."""
    return {_OF_FILE[name]: value.decode("latin-1") for name, value in scope["headers"] if name in _OF_FILE}


def target_of(scope: Scope) -> str:
    """Path and query as they were sent, with what no URL may hold percent-encoded."""
    query: bytes = scope["query_string"]
    query = without_fields(query) if b"fields=" in query else query
    sent: bytes = scope["raw_path"] + b"?" + query if query else scope["raw_path"]
    return sent.decode() if sent.isascii() else quote(sent, safe="/?&=%:@!$'()*+,;~[]|")


async def whole_body(receive: Receive) -> bytes | None:
    """The body of a request, whose size the doorway limits; None where the caller went away."""
    chunks = []
    while True:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunks.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(chunks)


async def send_reply(reply: Reply, send: Send) -> None:
    """Send a service's answer on, without the headers that are between two hops."""
    headers = [(name.lower(), value) for name, value in reply.headers if name.lower() not in _NOT_PASSED_BACK]
    if reply.status not in _BODILESS:
        headers.append((b"content-length", b"%d" % len(reply.body)))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


async def send_stream(answer: aiohttp.ClientResponse, send: Send) -> None:
    """Send a service's answer on as it comes."""
    headers = [(name.lower(), value) for name, value in answer.raw_headers if name.lower() not in _BETWEEN_HOPS]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    async for chunk in answer.content.iter_any():
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
