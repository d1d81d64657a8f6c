"""What every request passes first: an id, limits on its body, and the clock that measures its answer."""

import re
import time
from collections.abc import Iterable
from http import HTTPStatus

import structlog
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import deadline, position
from chassis.errors import Refusal
from chassis.identity import uuid7
from chassis.problems import BodyTooLarge, Internal, MediaTypeNotSupported, answer
from chassis.telemetry import REQUEST_SECONDS, correlation, traceparent
from chassis.uncounted import is_counted
from chassis.uploads import limit_of

_log = structlog.get_logger()

MAX_BODY_BYTES = 4 * 1024 * 1024
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
_REQUEST_ID = re.compile(rb"^[\w.\-]{1,80}$")
_TRACE = re.compile(rb"^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")


class Doorway:
    """ASGI middleware: request id and trace context, body size and media type, metrics by route.

    Operations that take files have a limit of their own, and judge the media type themselves.
    """

    def __init__(self, app: ASGIApp, service: str, max_body: int = MAX_BODY_BYTES) -> None:
        self._app, self._service, self._max_body = app, service, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        request_id = _identify(headers)
        position.noted.set(position.Noted(scope["app"].state.told))
        started, status = time.perf_counter(), 0

        async def say(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"request-id", request_id.encode())]
                message["headers"] += _position(status, message["headers"])
            await send(message)

        upload = limit_of(scope) if scope["method"] not in _BODILESS else None
        limit = upload or self._max_body
        refusal = _too_large(headers, limit) or (None if upload else _not_json(headers))
        if refusal:
            await answer(refusal)(scope, receive, say)
        else:
            try:
                async with deadline.kept(scope["method"], deadline.left(headers)):
                    await self._app(scope, _counted(receive, limit), say)
            except Exception as error:
                refused = _refused(error)
                if status:
                    raise
                await answer(refused)(scope, receive, say)
        route = getattr(scope.get("route"), "path", "unmatched")
        if is_counted(scope, route):
            REQUEST_SECONDS.labels(self._service, scope["method"], route, status).observe(time.perf_counter() - started)


def _refused(error: Exception) -> Refusal:
    """What to answer to an error that nothing in the application knew what to do about."""
    if isinstance(error, deadline.CallerGone):
        return error
    _log.error("unexpected failure", exc_info=error)
    return Internal()


def _position(status: int, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """What a change told, unless it was refused, or its answer says so already."""
    if status >= HTTPStatus.BAD_REQUEST:
        return []
    told = [(name.lower().encode(), token.encode()) for name, token in position.headers().items()]
    return told if told and not any(name == told[0][0] for name, _ in headers) else []


def _too_large(headers: dict[bytes, bytes], limit: int) -> BodyTooLarge | None:
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > limit:
        return BodyTooLarge(f"The body has {int(length)} bytes; at most {limit} are taken", limit=limit)
    return None


def _not_json(headers: dict[bytes, bytes]) -> MediaTypeNotSupported | None:
    media_type = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    has_body = headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers
    if has_body and media_type != b"application/json":
        return MediaTypeNotSupported(
            f"The body is {media_type.decode('latin-1') or 'of no stated type'}; send application/json"
        )
    return None


def _counted(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return counted


def _identify(headers: dict[bytes, bytes]) -> str:
    given = headers.get(b"request-id", b"")
    request_id = given.decode() if _REQUEST_ID.match(given) else str(uuid7())
    trace = headers.get(b"traceparent", b"")
    correlation.set(request_id)
    traceparent.set(trace.decode() if _TRACE.match(trace) else None)
    return request_id
