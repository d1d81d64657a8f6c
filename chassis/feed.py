"""The exact feed: every fact of a topic at its dense position, by poll or long-poll; public unless restricted."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import asyncpg
from fastapi import APIRouter, Depends, Response

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated, requires
from chassis.bell import FEED, Ear
from chassis.errors import NotFound, Refusal
from chassis.feed_choice import Asked, Choice, Page
from chassis.feed_page import EXAMPLE, FeedPage, statement
from chassis.persistence import Database
from chassis.problems import problems

_RETRY_SECONDS = 1.0
_EVERYTHING = Choice()
_BEYOND = 2**62
"""After every position that there is."""
_HEAD = "SELECT coalesce((SELECT position FROM event_head WHERE topic = $1), 0)"


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
    """Reads positions of one database's topics; waits for new ones without holding a connection.

    `public` are the topics that everybody may read: what they say of a key's matter may be used in any feed.
    """

    def __init__(self, database: Database, public: tuple[str, ...] = ()) -> None:
        self._database, self._public = database, list(public)
        self._ear = Ear(database.connect, FEED)

    async def page(
        self,
        topic: str,
        after: int,
        limit: int,
        wait: float = 0,
        *,
        bodies: bool = True,
        about: bool = False,
        choice: Choice = _EVERYTHING,
    ) -> bytes:
        """Up to `limit` facts after a position as a JSON document; waits up to `wait` seconds for the first.

        With a choice, at most `EXAMINED` facts are looked at, and `next` is the last of them.
        The events' own bytes are copied, never parsed.
        """
        query = statement(bodies=bodies, about=about, filtered=not choice.is_everything, newest=False)
        until = asyncio.get_running_loop().time() + wait
        while True:
            heard = self._ear.heard
            page = await self._read(query, topic, after, limit, choice)
            after = after if page["next"] is None else page["next"]
            left = until - asyncio.get_running_loop().time()
            if page["events"] or left <= 0 or after < page["head"]:
                return _document(topic, page, after)
            await self._ear.wait_for(heard, min(left, _RETRY_SECONDS))

    async def newest(
        self,
        topic: str,
        before: int | None,
        limit: int,
        *,
        bodies: bool = True,
        about: bool = False,
        choice: Choice = _EVERYTHING,
    ) -> bytes:
        """Up to `limit` facts before a position, or before the end, the newest first."""
        query = statement(bodies=bodies, about=about, filtered=not choice.is_everything, newest=True)
        page = await self._read(query, topic, _BEYOND if before is None else before, limit, choice)
        return _document(topic, page, page["next"] or 0)

    async def head(self, topic: str) -> int:
        """Position of the last fact, 0 where there is none."""
        return int(await self._database.reads.fetchval(_HEAD, topic))

    async def _read(self, query: str, topic: str, position: int, limit: int, choice: Choice) -> asyncpg.Record:
        filters = () if choice.is_everything else (choice.type, choice.cpv_prefixes, choice.department, choice.buyer)
        return await self._database.reads.fetchrow(query, topic, position, limit, self._public, *filters)

    async def close(self) -> None:
        """Stop listening."""
        await self._ear.close()


def _document(topic: str, page: asyncpg.Record, following: int) -> bytes:
    said = (topic.encode(), page["events"], following, page["head"])
    return b'{"topic":"%b","events":[%b],"next":%d,"head":%d}' % said


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
    parts = (asked.include or "").split(",")
    what: dict[str, Any] = {"bodies": "body" in parts, "about": "about" in parts, "choice": asked}
    if asked.is_newest_first:
        page = await feed.newest(topic, asked.before, asked.limit, **what)
    else:
        after = await feed.head(topic) if asked.after == "latest" else asked.after
        page = await feed.page(topic, after, asked.limit, asked.wait, **what)
    return Response(page, media_type="application/json")


def _answers(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    page = {"model": FeedPage, "content": {"application/json": {"example": EXAMPLE}}}
    return {200: page, **problems(*refusals)}
