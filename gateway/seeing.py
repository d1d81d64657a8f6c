"""Reads that must see a change: `min_position=` or its header; services wait for it, and no kept answer will do."""

import re
from contextvars import ContextVar
from urllib.parse import unquote_plus

from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.errors import Refusal
from chassis.position import ASKED, read
from chassis.problems import answer

PARAMETER = b"min_position="
_HEADER = ASKED.encode()
_OF_FEED = re.compile(rb"[a-z]+(?::|%3[Aa])[0-9]+")
"""How many facts of a feed must be in: the observatory's own way to ask, and left to it."""
asked: ContextVar[str] = ContextVar("asked", default="")
"""The positions that the read being answered must have taken in."""


class Seeing:
    """ASGI middleware: makes the parameter `min_position` a header for the services, and no part of the address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or refuse what is no position."""
        if scope["type"] == "http" and scope["method"] == "GET":
            token = _taken(scope)
            asked.set(token)
            try:
                if token:
                    read(token)
            except Refusal as refusal:
                await answer(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _taken(scope: Scope) -> str:
    """The token of a read, taken out of its query and headers."""
    tokens = [value.decode("latin-1") for name, value in scope["headers"] if name == _HEADER]
    query: bytes = scope["query_string"]
    if PARAMETER in query:
        parts = query.split(b"&")
        ours = [part for part in parts if part.startswith(PARAMETER) and not _OF_FEED.fullmatch(part, len(PARAMETER))]
        tokens += [unquote_plus(part[len(PARAMETER) :].decode("latin-1")) for part in ours]
        scope["query_string"] = b"&".join(part for part in parts if part not in ours)
    return ",".join(tokens)
