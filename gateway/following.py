"""Follows what happens in the services, so that no answer is kept beyond the fact that changes it."""

import asyncio
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import orjson
import structlog

from chassis.auth import HEADER
from chassis.telemetry import CONSUMER_BEHIND
from gateway.freshness import FIGURES, touched
from gateway.news.item import Item
from gateway.news.recent import News
from gateway.shelf import Shelf
from gateway.upstream import Upstream, UpstreamUnavailable

VOUCHING_SECONDS = 1.0
"""How long after hearing that nothing changed the kept answers are still given."""
PATIENCE_SECONDS = 0.5
"""How long a service may wait for news before it says that there is none."""
PAUSE_SECONDS = 0.2
_PAGE = 500
_DEADLINE_SECONDS = 2.5
_log = structlog.get_logger()


class ServiceStrange(Exception):
    """A service answered in a way that cannot be followed."""


class Follower:
    """Follows one feed from its head: drops from the shelf what its facts are about, and has them ready for streams.

    `badge` gives the signed principal that a restricted feed asks for.
    """

    def __init__(self, feed: str, upstream: Upstream, shelf: Shelf, badge: Callable[[], str] | None = None) -> None:
        self.news = News()
        """The facts it heard last."""
        self._badge = badge
        self.vouches_until = float("-inf")
        self.head = 0
        """Position of the last fact that is known to exist."""
        self._feed, self._upstream, self._shelf = feed, upstream, shelf
        self._position: int | None = None

    async def step(self) -> None:
        """Hear of the next facts, or that there are none."""
        if self._position is None:
            page = await self._read(after=0, limit=1)
            self._begin_at(page["head"])
            return
        page = await self._read(after=self._position, limit=_PAGE, wait=PATIENCE_SECONDS, include="body,about")
        if page["head"] < self._position:
            self._begin_at(page["head"])
            return
        self._shelf.drop(*touched(self._feed, (item["event"] for item in page["events"])))
        self._position, self.head = page["next"], page["head"]
        if page["events"]:
            self.news.add(Item.of(item) for item in page["events"])
        behind = self.head - self._position
        CONSUMER_BEHIND.labels("gateway", self._feed).set(behind)
        if not behind:
            self.vouches_until = time.monotonic() + VOUCHING_SECONDS

    def _begin_at(self, head: int) -> None:
        """Begin at the end of the feed, or of one that was restored from a copy; nothing kept before is vouched for."""
        self._position = self.head = head
        self._shelf.clear()
        self.news.begin_at(head)

    async def _read(self, **query: str | float) -> dict[str, Any]:
        text = "&".join(f"{name}={value}" for name, value in query.items())
        headers = {HEADER: self._badge()} if self._badge else {}
        reply = await self._upstream.call("GET", f"/feed/{self._feed}?{text}", headers, deadline=_DEADLINE_SECONDS)
        if reply.status != HTTPStatus.OK:
            raise ServiceStrange(f"{self._upstream.name} answered {reply.status}")
        page: dict[str, Any] = orjson.loads(reply.body)
        return page


class Watch:
    """Looks whether the observatory moved, by the entity tag of one figure over everything."""

    TARGET = "/indicators/V1?period=all"

    def __init__(self, upstream: Upstream, shelf: Shelf) -> None:
        self.vouches_until = float("-inf")
        self._upstream, self._shelf = upstream, shelf
        self._seen = ""

    async def step(self) -> None:
        """Look once, and drop every figure if there are new ones."""
        known = {"if-none-match": self._seen} if self._seen else {}
        reply = await self._upstream.call("GET", self.TARGET, known)
        if reply.status == HTTPStatus.OK:
            self._shelf.drop(FIGURES)
            self._seen = (reply.header(b"etag") or b"").decode()
        elif reply.status != HTTPStatus.NOT_MODIFIED:
            raise ServiceStrange(f"{self._upstream.name} answered {reply.status}")
        self.vouches_until = time.monotonic() + VOUCHING_SECONDS
        await asyncio.sleep(PATIENCE_SECONDS)


async def follow(name: str, source: Follower | Watch) -> None:
    """Follow for ever; what cannot be read is tried again after a pause."""
    is_well = True
    while True:
        try:
            await source.step()
        except (UpstreamUnavailable, ServiceStrange, ValueError, KeyError) as error:
            if is_well:
                _log.warning("following stopped, tries again", source=name, error=repr(error))
            is_well = False
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            if not is_well:
                _log.info("following again", source=name)
            is_well = True
