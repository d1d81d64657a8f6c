"""The feeds, passed through by poll, long-poll and stream; pages of public ones that never change are kept."""

import asyncio
import re
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

from chassis.auth import HEADER, Unauthenticated, verify
from chassis.client import TOTAL_SECONDS
from chassis.feed import UnknownFeed
from chassis.feed_choice import MAX_WAIT_SECONDS
from gateway.api.passing import passed_on, send_reply, target_of
from gateway.following import Follower
from gateway.front import key_of
from gateway.operations import FEED_OF, FEED_PATH, RESTRICTED_FEED_OF
from gateway.reads import OK, Reads, may_be_kept
from gateway.shelf import Entry
from gateway.streams.hub import Hub
from gateway.streams.stream import MEDIA_TYPE, Query, Stream
from gateway.upstream import Reply

_END = re.compile(rb'"next":(\d+),"head":(\d+)\}$')
_DEFAULT_LIMIT = 100
_FILTERS = frozenset({"type", "cpv", "department", "buyer"})
_MOVING = frozenset({"order", "before"})
T = TypeVar("T")


class FeedStream:
    """Names streams in the metrics, apart from pages."""

    path = f"{FEED_PATH} (stream)"


class FeedPassage:
    """The ASGI endpoint of `/feed/{name}`."""

    path = FEED_PATH

    def __init__(self, reads: Reads, followers: Mapping[str, Follower], hub: Hub, secret: str) -> None:
        self._reads, self._followers, self._hub, self._secret = reads, followers, hub, secret

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a page on, or stream; raises `UnknownFeed`, `TooManyStreams`, `StreamGoesForward`."""
        scope["route"] = self
        name = scope["path_params"]["name"]
        service = FEED_OF.get(name) or RESTRICTED_FEED_OF.get(name)
        if service is None:
            raise UnknownFeed(feeds=sorted(FEED_OF))
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if wants_stream(scope):
            scope["route"] = FeedStream
            await self._stream(name, service, query, scope, receive, send)
            return
        wait = min(_number(query, "wait", 0), MAX_WAIT_SECONDS)
        upstream = self._reads.upstreams[service]
        call = upstream.call("GET", target_of(scope), passed_on(scope), deadline=TOTAL_SECONDS + wait)
        reply = await (while_listening(call, receive) if wait > 0 else call)
        if reply is None:
            return
        if name in FEED_OF and may_be_kept(reply):
            self._keep_if_full(name, query, scope, reply)
        await send_reply(reply, send)

    async def _stream(self, name: str, service: str, query: Query, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {key: value for key, value in passed_on(scope).items() if key != "accept"}
        principal = headers.get(HEADER.lower(), "") if name in RESTRICTED_FEED_OF else ""
        stream = Stream(name, resumed(query, scope), headers, lambda: not principal or holds(principal, self._secret))
        upstream = self._reads.upstreams[service]
        first = await stream.first(upstream)
        if first.status != OK:
            await send_reply(first, send)
            return
        with self._hub.reader(name) as news:
            await while_listening(stream.run(first, upstream, self._hub, news, send), receive)

    def _keep_if_full(self, name: str, query: Query, scope: Scope, reply: Reply) -> None:
        end = _END.search(reply.body)
        if end is None or not _is_settled(query, int(end[1]), int(end[2])):
            return
        last, follower = int(end[1]), self._followers[name]
        entry = Entry(reply.body[: end.start(2)], b"", self, tail=lambda: b"%d}" % max(last, follower.head))
        with self._reads.shelf.reservation(()) as reservation:
            self._reads.shelf.keep(key_of(scope), entry, reservation)


def _is_settled(query: Query, last: int, head: int) -> bool:
    """Whether a page is the same for ever: it goes up from a position, and did not end because the feed did."""
    if query.keys() & _MOVING or query.get("after") == ["latest"]:
        return False
    is_full = not query.keys() & _FILTERS and last - _number(query, "after", 0) == _number(
        query, "limit", _DEFAULT_LIMIT
    )
    return is_full or last < head


def wants_stream(scope: Scope) -> bool:
    """Whether a caller asks for server-sent events."""
    return any(name == b"accept" and MEDIA_TYPE in value for name, value in scope["headers"])


def resumed(query: Query, scope: Scope) -> Query:
    """A query that goes on after the event that the reader had last, where it says so (Last-Event-ID)."""
    given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"last-event-id" and value]
    return query | {"after": given} if given else query


def holds(principal: str, secret: str) -> bool:
    """Whether a signed principal is still good."""
    try:
        verify(principal, secret)
    except Unauthenticated:
        return False
    return True


def _number(query: Query, name: str, default: float) -> float:
    """A number in the query, or the default where there is none: what is wrong, the service says."""
    try:
        return float(query[name][-1])
    except (KeyError, ValueError):
        return default


async def while_listening(call: Coroutine[Any, Any, T], receive: Receive) -> T | None:
    """The answer, or None as soon as the caller goes away: nobody waits for news that nobody wants."""
    calling, leaving = asyncio.create_task(call), asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait({calling, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return calling.result() if calling.done() else None
    finally:
        calling.cancel()
        leaving.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
