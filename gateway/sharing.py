"""Public data may be read by any web page: cross-origin reads are allowed, changes are not (Fetch standard, CORS)."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANYONE = (b"access-control-allow-origin", b"*")
"""Said on every answer to a GET."""
_MEANT_FOR_PAGES = (
    b"Age, Cache-Status, Content-Disposition, ETag, Link, Location, Prenan-Definition-Version, Prenan-Position, "
    b"RateLimit, RateLimit-Policy, Request-Id, Retry-After"
)
EXPOSED = (b"access-control-expose-headers", _MEANT_FOR_PAGES)
_PREFLIGHT = [
    ANYONE,
    (b"access-control-allow-methods", b"GET"),
    (b"access-control-allow-headers", b"If-None-Match, Request-Id, traceparent"),
    (b"access-control-max-age", b"86400"),
]


class Sharing:
    """ASGI middleware: says on every GET that any page may read the answer, and answers preflights for GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer a preflight."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] == "GET":
            await self._app(scope, receive, _shared(send))
        elif scope["method"] == "OPTIONS" and _is_preflight(scope):
            await send({"type": "http.response.start", "status": 204, "headers": list(_PREFLIGHT)})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._app(scope, receive, send)


def _shared(send: Send) -> Send:
    async def say(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], ANYONE, EXPOSED]
        await send(message)

    return say


def _is_preflight(scope: Scope) -> bool:
    return any(name == b"access-control-request-method" for name, _ in scope["headers"])
