"""The exact public feed: every fact of a topic at its dense position, by poll or long-poll."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Literal

import asyncpg
from fastapi import APIRouter, Query, Response

from chassis.auth import PUBLIC
from chassis.bell import FEED, Ear
from chassis.errors import NotFound
from chassis.persistence import Database
from chassis.problems import problems

MAX_WAIT_SECONDS = 30
_RETRY_SECONDS = 1.0
_WITH_BODY = """
    '{"position":' || f.position || ',"hash":"' || encode(f.hash, 'hex') || '","event":' || l.payload || '}'
"""
_WITHOUT_BODY = """json_build_object(
    'position', f.position, 'hash', encode(f.hash, 'hex'), 'id', l.id, 'type', l.type, 'subject', l.aggregateid)::text
"""
# One value of bytes in one statement: a page stands at one moment, and costs this process no work per fact.
_PAGE = """
    SELECT convert_to(coalesce(string_agg({item}, ',' ORDER BY f.position), ''), 'UTF8') AS events,
        coalesce(max(f.position), $2) AS next,
        coalesce((SELECT position FROM event_head WHERE topic = $1), 0) AS head
    FROM (
        SELECT * FROM event_feed WHERE topic = $1 AND position > $2 ORDER BY position LIMIT $3
    ) f JOIN event_log l ON l.id = f.event_id AND l.recorded_at = f.recorded_at
"""
_PAGES = {True: _PAGE.format(item=_WITH_BODY), False: _PAGE.format(item=_WITHOUT_BODY)}
"""The query of a page, by whether it holds bodies."""


class UnknownFeed(NotFound):
    """There is no feed of this name."""


class Feed:
    """Reads positions of one database's topics; waits for new ones without holding a connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ear = Ear(database.connect, FEED)

    async def page(self, topic: str, after: int, limit: int, wait: float = 0, *, bodies: bool = True) -> bytes:
        """Up to `limit` facts after a position as a JSON document; waits up to `wait` seconds for the first.

        The events' own bytes are copied, never parsed.
        """
        until = asyncio.get_running_loop().time() + wait
        while True:
            heard = self._ear.heard
            page = await self._database.reads.fetchrow(_PAGES[bodies], topic, after, limit)
            left = until - asyncio.get_running_loop().time()
            if page["events"] or left <= 0:
                return _document(topic, page)
            await self._ear.wait_for(heard, min(left, _RETRY_SECONDS))

    async def close(self) -> None:
        """Stop listening."""
        await self._ear.close()


def _document(topic: str, page: asyncpg.Record) -> bytes:
    said = (topic.encode(), page["events"], page["next"], page["head"])
    return b'{"topic":"%b","events":[%b],"next":%d,"head":%d}' % said


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
        page = await feed.page(topic, after, limit, wait, bodies=include == "body")
        return Response(page, media_type="application/json")

    return routes
