"""The feeds, passed through by poll and long-poll; pages of public ones that are full never change and are kept."""

import asyncio
import re
from collections.abc import Coroutine, Mapping
from typing import Any
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

from chassis.client import TOTAL_SECONDS
from chassis.feed import UnknownFeed
from chassis.feed_choice import MAX_WAIT_SECONDS
from gateway.api.passing import passed_on, send_reply, target_of
from gateway.following import Follower
from gateway.front import key_of
from gateway.operations import FEED_OF, FEED_PATH, RESTRICTED_FEED_OF
from gateway.reads import Reads, may_be_kept
from gateway.shelf import Entry
from gateway.upstream import Reply

_END = re.compile(rb'"next":(\d+),"head":(\d+)\}$')
_DEFAULT_LIMIT = 100


class FeedPassage:
    """The ASGI endpoint of `/feed/{name}`."""

    path = FEED_PATH

    def __init__(self, reads: Reads, followers: Mapping[str, Follower]) -> None:
        self._reads, self._followers = reads, followers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a page on; raises `UnknownFeed`."""
        scope["route"] = self
        name = scope["path_params"]["name"]
        service = FEED_OF.get(name) or RESTRICTED_FEED_OF.get(name)
        if service is None:
            raise UnknownFeed(feeds=sorted(FEED_OF))
        query = parse_qs(scope["query_string"].decode("latin-1"))
        wait = min(_number(query, "wait", 0), MAX_WAIT_SECONDS)
        upstream = self._reads.upstreams[service]
        call = upstream.call("GET", target_of(scope), passed_on(scope), deadline=TOTAL_SECONDS + wait)
        reply = await (_while_listening(call, receive) if wait > 0 else call)
        if reply is None:
            return
        if name in FEED_OF and may_be_kept(reply):
            self._keep_if_full(name, query, scope, reply)
        await send_reply(reply, send)

    def _keep_if_full(self, name: str, query: dict[str, list[str]], scope: Scope, reply: Reply) -> None:
        after, limit = _number(query, "after", 0), _number(query, "limit", _DEFAULT_LIMIT)
        end = _END.search(reply.body)
        if end is None or int(end[1]) - after != limit:
            return
        last, follower = int(end[1]), self._followers[name]
        entry = Entry(reply.body[: end.start(2)], b"", self, tail=lambda: b"%d}" % max(last, follower.head))
        with self._reads.shelf.reservation(()) as reservation:
            self._reads.shelf.keep(key_of(scope), entry, reservation)


def _number(query: dict[str, list[str]], name: str, default: float) -> float:
    """A number in the query, or the default where there is none: what is wrong, the service says."""
    try:
        return float(query[name][-1])
    except (KeyError, ValueError):
        return default


async def _while_listening(call: Coroutine[Any, Any, Reply], receive: Receive) -> Reply | None:
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
