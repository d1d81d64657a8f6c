"""The exact feed: every fact of a topic at its dense position, by poll or long-poll; public unless restricted."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

import asyncpg
from fastapi import APIRouter, Depends, Query, Response

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated, requires
from chassis.bell import FEED, Ear
from chassis.errors import NotFound, Refusal
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


@dataclass(frozen=True)
class Restricted:
    """A topic whose feed is for principals with `scope` alone."""

    topic: str
    scope: str


NONE: Mapping[str, Restricted] = MappingProxyType({})
"""What a service whose topics are all public restricts."""


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


@dataclass(frozen=True)
class Asked:
    """Which page of a feed a reader asks for."""

    after: Annotated[int, Query(ge=0, le=2**62, description="position after which to read")] = 0
    limit: Annotated[int, Query(ge=1, le=1000)] = 100
    wait: Annotated[float, Query(ge=0, le=MAX_WAIT_SECONDS, description="seconds to wait for a first fact")] = 0
    include: Literal["body"] | None = None


Page = Annotated[Asked, Depends()]


def router(feed: Feed, topics: Mapping[str, str], restricted: Mapping[str, Restricted] = NONE) -> APIRouter:
    """The routes of the feeds that a service publishes, by their name; a topic that neither names has none."""
    routes = APIRouter(tags=["feed"])
    for name, guarded in restricted.items():
        _restrict(routes, feed, name, guarded)

    @routes.get("/feed/{name}", dependencies=PUBLIC, responses=_answers(UnknownFeed))
    async def read_feed(name: str, asked: Page) -> Response:
        """Read facts in the order of their positions: none missing, none twice."""
        topic = topics.get(name)
        if topic is None:
            raise UnknownFeed(feeds=sorted(topics))
        return await _answer(feed, topic, asked)

    return routes


def _restrict(routes: APIRouter, feed: Feed, name: str, guarded: Restricted) -> None:
    """Add the route of a feed that not everybody may read: it comes before that of the public ones."""

    @routes.get(
        f"/feed/{name}",
        name=f"read_{name}_feed",
        dependencies=[Depends(requires(guarded.scope))],
        responses=_answers(Unauthenticated, ScopeMissing),
    )
    async def read_restricted_feed(asked: Page) -> Response:
        """Read restricted facts in the order of their positions; nobody on the way may keep the answer."""
        answer = await _answer(feed, guarded.topic, asked)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


async def _answer(feed: Feed, topic: str, asked: Asked) -> Response:
    page = await feed.page(topic, asked.after, asked.limit, asked.wait, bodies=asked.include == "body")
    return Response(page, media_type="application/json")


def _answers(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {"application/json": {}}}, **problems(*refusals)}
