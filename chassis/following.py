"""The source of an installation without a broker: another service's feed, followed by long-poll."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping

import httpx
import orjson

from chassis.auth import HEADER
from chassis.bus import Batch, Delivery, Offsets, delivery
from chassis.client import client
from contracts.envelope import Envelope

PAGE = 1000
WAIT_SECONDS = 5
"""A long-poll's patience; also how often a consumer looks for released facts while nothing arrives."""


class FeedSource:
    """Follows one feed as a topic of one partition; offset n is the fact at position n + 1.

    `badge` gives the signed principal that a restricted feed asks for, anew for each page as none lasts long.
    """

    def __init__(self, topic: str, url: str, badge: Callable[[], str] | None = None) -> None:
        self.topic = topic
        self._badge = badge
        self._url = url
        self._offset = 0
        self._coming: asyncio.Task[Batch] | None = None
        self._http: httpx.AsyncClient | None = None

    async def start(self, offsets: Offsets) -> None:
        """Begin at the consumer's offset."""
        self._offset = await offsets(self.topic, 0)

    def _client(self) -> httpx.AsyncClient:
        if self._http is None:
            self._http = client(timeout=WAIT_SECONDS + 10)
        return self._http

    async def _read(self, **query: str | int) -> bytes:
        headers = {HEADER: self._badge()} if self._badge else {}
        answer = await self._client().get(self._url, params={"after": self._offset, **query}, headers=headers)
        answer.raise_for_status()
        return answer.content

    async def batches(self) -> AsyncIterator[Batch]:
        """Pages of the feed, each fetched while the one before it is applied; an empty one after patience in vain."""
        self._coming = asyncio.create_task(self._page())
        while True:
            batch = await self._coming
            self._coming = asyncio.create_task(self._page())
            yield batch

    async def _page(self) -> Batch:
        page = orjson.loads(await self._read(limit=PAGE, wait=WAIT_SECONDS, include="body"))
        deliveries = tuple(_delivered(item) for item in page["events"])
        start, self._offset = self._offset, page["next"]
        return Batch(self.topic, 0, start, self._offset, deliveries)

    async def done(self, batch: Batch) -> None:
        """Nothing to tell: a feed does not know its readers."""

    async def dead_letter(self, one: Delivery, reason: str) -> None:
        """Nobody to show it to: the parked facts are listed by the operator's command."""

    async def heads(self) -> Mapping[int, int]:
        """The position of the last fact, which is the offset of the next."""
        return {0: orjson.loads(await self._read(limit=1))["head"]}

    async def close(self) -> None:
        """Disconnect, from the page that is on its way too."""
        if self._coming is not None:
            self._coming.cancel()
            await asyncio.gather(self._coming, return_exceptions=True)
            self._coming = None
        if self._http is not None:
            await self._http.aclose()
            self._http = None


def _delivered(item: dict[str, object]) -> Delivery:
    event = item["event"]
    offset = int(str(item["position"])) - 1
    return delivery(offset, lambda: orjson.dumps(event), "", lambda: Envelope.model_validate(event))
