"""One reader's stream: from pages of the feed to the news of the moment, each fact that it wants once and in order."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import orjson
import structlog
from starlette.types import Send

from chassis.errors import Unacceptable
from gateway.news.item import Item, Wanted, placed
from gateway.news.recent import FellBehind, News, within
from gateway.reads import OK
from gateway.streams.hub import Hub
from gateway.upstream import Reply, Upstream, UpstreamUnavailable

MEDIA_TYPE = b"text/event-stream"
HEARTBEAT_SECONDS = 15.0
SLOW_SECONDS = 10.0
"""How long a reader may leave unread what was sent to it."""
PAGE = 500
_RETRY = b"retry: 1000\n\n"
_HEADERS = [(b"content-type", MEDIA_TYPE), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]
_INCLUDED = frozenset({"", "body", "about", "body,about"})
_OF_PAGES = frozenset({"after", "limit", "wait", "order", "before", "include"})
_log = structlog.get_logger()
Query = dict[str, list[str]]


class StreamGoesForward(Unacceptable):
    """A stream goes from older facts to newer ones: `order=newest` and `before` are for pages."""


class Stream:
    """What one reader asked for, and how far it came.

    `may_read` says whether its right still holds; `heartbeat` and `patience` are in seconds.
    """

    heartbeat = HEARTBEAT_SECONDS
    patience = SLOW_SECONDS

    def __init__(self, feed: str, query: Query, headers: dict[str, str], may_read: Callable[[], bool]) -> None:
        if query.keys() & {"order", "before"}:
            raise StreamGoesForward
        self._feed, self._headers, self._may_read = feed, headers, may_read
        self._wanted = Wanted.of(query)
        self._query = [(name, value) for name, values in query.items() if name not in _OF_PAGES for value in values]
        given = query.get("include", [""])[-1]
        self._include = "body" if given in _INCLUDED else given
        self._position: int | str = query.get("after", ["0"])[-1]

    async def first(self, upstream: Upstream) -> Reply:
        """The first page, by which the service says whether this reader may have what it asks for."""
        return await self._page(upstream)

    async def _page(self, upstream: Upstream) -> Reply:
        query = [*self._query, ("after", self._position), ("limit", PAGE), ("include", self._include)]
        return await upstream.call("GET", f"/feed/{self._feed}?{urlencode(query)}", self._headers)

    async def run(self, first: Reply, upstream: Upstream, hub: Hub, news: News, send: Send) -> None:
        """Send until the reader goes or is too slow, its right ends, or the process does."""
        await send({"type": "http.response.start", "status": OK, "headers": list(_HEADERS)})
        try:
            await self._say(_RETRY, send)
            await self._catch_up(first, upstream, hub, news, send)
            await self._keep_up(hub, news, send)
        except TimeoutError:
            _log.info("slow reader of a stream dropped", feed=self._feed, position=self._position)
        except (FellBehind, UpstreamUnavailable, KeyError):
            await self._end(send)
        else:
            await self._end(send)

    async def _catch_up(self, reply: Reply, upstream: Upstream, hub: Hub, news: News, send: Send) -> None:
        """Send page by page until the news reach back far enough."""
        while self._goes_on(hub):
            heard = news.heard
            page = _read(reply)
            self._position = page["next"]
            await self._say(b"".join(map(self._framed, page["events"])) + placed(page["next"]), send)
            if page["next"] >= page["head"]:
                if news.reaches(page["next"]):
                    return
                await within(heard, self.heartbeat)
            reply = await self._page(upstream)

    def _framed(self, item: dict[str, Any]) -> bytes:
        one = Item.of(item)
        return one.whole if self._wanted.bodies else one.bare

    async def _keep_up(self, hub: Hub, news: News, send: Send) -> None:
        """Send the news as they come, and now and then how far that is."""
        while self._goes_on(hub):
            heard = news.heard
            chunk, position = news.after(int(self._position), self._wanted)
            if position == self._position:
                await within(heard, self.heartbeat)
                if not heard.is_set():
                    await self._say(placed(position), send)
                continue
            self._position = position
            if chunk:
                await self._say(chunk, send)

    def _goes_on(self, hub: Hub) -> bool:
        return self._may_read() and not hub.is_ending

    async def _say(self, text: bytes, send: Send) -> None:
        async with asyncio.timeout(self.patience):
            await send({"type": "http.response.body", "body": text, "more_body": True})

    @staticmethod
    async def _end(send: Send) -> None:
        await send({"type": "http.response.body", "body": b""})


def _read(reply: Reply) -> dict[str, Any]:
    """A page; what is no page has no `next`."""
    page: dict[str, Any] = orjson.loads(reply.body) if reply.status == OK else {}
    return page
