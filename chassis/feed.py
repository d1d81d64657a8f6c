"""The exact public feed: every fact of a topic at its dense position, by poll or long-poll."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Literal

import asyncpg
import orjson
from fastapi import APIRouter, Query, Response

from chassis.auth import PUBLIC
from chassis.bell import FEED, Ear
from chassis.errors import NotFound
from chassis.persistence import Database
from chassis.problems import problems

MAX_WAIT_SECONDS = 30
_RETRY_SECONDS = 1.0
_HEAD = "SELECT position FROM event_head WHERE topic = $1"
_PAGE = """
    SELECT f.position, encode(f.hash, 'hex') AS hash, l.payload, l.id::text, l.type, l.aggregateid AS subject
    FROM event_feed f JOIN event_log l ON l.id = f.event_id AND l.recorded_at = f.recorded_at
    WHERE f.topic = $1 AND f.position > $2 ORDER BY f.position LIMIT $3
"""


class UnknownFeed(NotFound):
    """There is no feed of this name."""


class Feed:
    """Reads positions of one database's topics; waits for new ones without holding a connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ear = Ear(database.connect, FEED)

    async def head(self, topic: str) -> int:
        """Position of the last fact of a topic; 0 where there is none yet."""
        return await self._database.reads.fetchval(_HEAD, topic) or 0

    async def page(self, topic: str, after: int, limit: int, wait: float = 0) -> list[asyncpg.Record]:
        """Up to `limit` facts after a position; waits up to `wait` seconds for the first."""
        until = asyncio.get_running_loop().time() + wait
        while True:
            heard = self._ear.heard
            rows: list[asyncpg.Record] = await self._database.reads.fetch(_PAGE, topic, after, limit)
            left = until - asyncio.get_running_loop().time()
            if rows or left <= 0:
                return rows
            await self._ear.wait_for(heard, min(left, _RETRY_SECONDS))

    async def close(self) -> None:
        """Stop listening."""
        await self._ear.close()


def document(topic: str, rows: list[asyncpg.Record], after: int, head: int, *, bodies: bool) -> bytes:
    """A page of the feed as JSON; the events' own bytes are copied, never parsed."""
    write = _with_body if bodies else _without_body
    events = b",".join(write(row) for row in rows)
    following = rows[-1]["position"] if rows else after
    head = max(head, following) if rows else head
    return b'{"topic":"%b","events":[%b],"next":%d,"head":%d}' % (
        topic.encode(),
        events,
        following,
        head,
    )


def _with_body(row: asyncpg.Record) -> bytes:
    return b'{"position":%d,"hash":"%b","event":%b}' % (row["position"], row["hash"].encode(), row["payload"].encode())


def _without_body(row: asyncpg.Record) -> bytes:
    return orjson.dumps({name: row[name] for name in ("position", "hash", "id", "type", "subject")})


def router(feed: Feed, topics: Mapping[str, str]) -> APIRouter:
    """The route of the feeds that a service publishes, by their public name."""
    routes = APIRouter(tags=["feed"])

    @routes.get(
        "/feed/{name}",
        dependencies=PUBLIC,
        responses={200: {"content": {"application/json": {}}}, **problems(UnknownFeed)},
    )
    async def read_feed(
        name: str,
        after: Annotated[int, Query(ge=0, le=2**62, description="position after which to read")] = 0,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        wait: Annotated[float, Query(ge=0, le=MAX_WAIT_SECONDS, description="seconds to wait for a first fact")] = 0,
        include: Literal["body"] | None = None,
    ) -> Response:
        """Read facts in the order of their positions: none missing, none twice."""
        topic = topics.get(name)
        if topic is None:
            raise UnknownFeed(feeds=sorted(topics))
        rows = await feed.page(topic, after, limit, wait)
        head = await feed.head(topic)
        return Response(document(topic, rows, after, head, bodies=include == "body"), media_type="application/json")

    return routes
