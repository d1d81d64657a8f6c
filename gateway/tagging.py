"""Whoever has an answer already is told so, also where its service gives no entity tag, or does not look at one."""

import hashlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FEEDS, _OK = "/feed/", 200
_OF_BODY = frozenset({b"content-type", b"content-length"})
Headers = list[tuple[bytes, bytes]]


class Tagging:
    """ASGI middleware next to the routes: gives each JSON answer to a GET an entity tag, its own or that of its bytes.

    Left alone are feeds, where the position says what is known; what may not be stored; and what comes in pieces.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, and answer 304 where its caller has the answer."""
        is_read = scope["type"] == "http" and scope["method"] == "GET" and not scope["path"].startswith(_FEEDS)
        await self._app(scope, receive, _Tagged(scope, send) if is_read else send)


class _Tagged:
    """Holds the start of an answer back until its body is there."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == _OK and _is_kept(message["headers"]):
            self._start = message
            return
        start, self._start = self._start, None
        if start is not None:
            message = self._judged(start, message)
            await self._send(start)
        await self._send(message)

    def _judged(self, start: Message, body: Message) -> Message:
        """The body to send; `start` says the tag, and 304 where the caller has that one."""
        if body.get("more_body"):
            return body
        headers: Headers = list(start["headers"])
        tag = next((value for name, value in headers if name == b"etag"), b"")
        if not tag:
            tag = tag_of_bytes(body["body"])
            headers.append((b"etag", tag))
        if is_known(tag, known_to(self._scope)):
            start["status"], body = 304, {"type": "http.response.body", "body": b""}
            headers = [header for header in headers if header[0] not in _OF_BODY]
        start["headers"] = headers
        return body


def tag_of_bytes(body: bytes) -> bytes:
    """The strong entity tag of what has no version of its own."""
    return b'"%b"' % hashlib.blake2b(body, digest_size=12).hexdigest().encode()


def known_to(scope: Scope) -> bytes:
    """The entity tags that a caller has (If-None-Match)."""
    return next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")


def is_known(etag: bytes, known: bytes) -> bool:
    """Whether an entity tag is among those of an If-None-Match header."""
    return bool(known and etag) and (known.strip() == b"*" or etag in {one.strip() for one in known.split(b",")})


def _is_kept(headers: Headers) -> bool:
    """Whether an answer is JSON that its caller may keep."""
    said = dict(headers)
    is_json = said.get(b"content-type", b"").startswith(b"application/json")
    return is_json and b"no-store" not in said.get(b"cache-control", b"")
