"""The first thing a request meets: ready answers from the shelf, before any routing."""

from prometheus_client import Counter
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.limits.caller import PRINCIPAL
from gateway.seeing import asked
from gateway.sharing import ANYONE, EXPOSED
from gateway.shelf import Entry, Shelf
from gateway.tagging import is_known

_ANSWERS = Counter("prenan_ready_answers", "Answers from the shelf", ["kind"])
_WHOLE, _UNCHANGED = _ANSWERS.labels("whole"), _ANSWERS.labels("unchanged")
_JSON = (b"content-type", b"application/json")


class Front:
    """ASGI middleware: answers public GETs from the shelf; everything else goes on."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app, self._shelf = app, shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at once, or let the request pass."""
        if scope["type"] == "http" and scope["method"] == "GET" and not asked.get():
            entry = self._shelf.get(key_of(scope))
            if entry is not None:
                known, passes = _conditions(scope)
                if not passes:
                    scope["route"] = entry.route
                    await send_entry(entry, known, send, ANYONE, EXPOSED)
                    return
        await self._app(scope, receive, send)


def key_of(scope: Scope) -> tuple[bytes, bytes]:
    """The key of the whole answer to a public GET: its path and query as they were sent."""
    return scope["raw_path"], scope["query_string"]


def _conditions(scope: Scope) -> tuple[bytes, bool]:
    """What the caller knows already (If-None-Match), and whether it calls with a key or for a stream."""
    known, passes = b"", False
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            known = value
        elif name == PRINCIPAL or (name == b"accept" and b"text/event-stream" in value):
            passes = True
    return known, passes


async def send_entry(entry: Entry, known: bytes, send: Send, *more: tuple[bytes, bytes]) -> None:
    """Send an answer, or 304 where the caller has it."""
    headers = [(b"cache-control", entry.cache_control), *more]
    if entry.etag:
        headers.append((b"etag", entry.etag))
    if is_known(entry.etag, known):
        _UNCHANGED.inc()
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    _WHOLE.inc()
    body = entry.whole()
    headers += (_JSON, (b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
