"""Running a relay and reading a feed to its end, in tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson

from chassis.bus import EventSink, FeedSink
from chassis.feed import Feed
from chassis.persistence import Database
from chassis.relay import Relay
from tests.component.chassis.counting import TOPIC


@asynccontextmanager
async def relaying(database: Database, sink: EventSink | None = None) -> AsyncIterator[asyncio.Task[None]]:
    """A relay at work."""
    task = asyncio.create_task(Relay(database, sink or FeedSink()).run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def feed_of(database: Database) -> AsyncIterator[Feed]:
    """The feed of a database."""
    feed = Feed(database)
    try:
        yield feed
    finally:
        await feed.close()


async def read(database: Database, expected: int, limit: int = 100) -> list[tuple[int, str, int]]:
    """The first `expected` facts of the feed as (position, subject, version), waiting for them."""
    found: list[tuple[int, str, int]] = []
    async with asyncio.timeout(30), feed_of(database) as feed:
        while len(found) < expected:
            after = found[-1][0] if found else 0
            items = orjson.loads(await feed.page(TOPIC, after, limit, wait=5))["events"]
            found += [(item["position"], item["event"]["subject"], int(item["event"]["sequence"])) for item in items]
    return found
