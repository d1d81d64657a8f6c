"""The news of every feed: those that anyone may read are followed anyway, the others while somebody reads them."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from chassis.auth import Principal, sign
from chassis.errors import Refusal
from contracts.catalogue import ACCESS, RESTRICTED
from gateway.following import Follower, follow
from gateway.news.recent import News
from gateway.operations import RESTRICTED_FEED_OF
from gateway.shelf import Shelf
from gateway.upstream import Upstream

RETRY_AFTER_SECONDS = 5


class TooManyStreams(Refusal):
    """As many readers follow streams as this process serves; try again, or follow by long-poll."""

    status = 503

    def headers(self) -> dict[str, str]:
        """When to try again."""
        return {"Retry-After": str(RETRY_AFTER_SECONDS)}


class Hub:
    """Counts the readers of streams, and gives them the news of their feed."""

    def __init__(
        self, followers: Mapping[str, Follower], upstreams: Mapping[str, Upstream], secret: str, most: int
    ) -> None:
        self._followers, self._upstreams, self._secret, self._most = followers, upstreams, secret, most
        self._restricted: dict[str, tuple[News, asyncio.Task[None]]] = {}
        self._readers = dict.fromkeys((*followers, *RESTRICTED_FEED_OF), 0)
        self.is_ending = False
        """Set when the process is about to end: every stream then ends."""

    @property
    def open_streams(self) -> int:
        """How many readers there are now."""
        return sum(self._readers.values())

    @contextmanager
    def reader(self, feed: str) -> Iterator[News]:
        """The news of a feed for one more reader; raises `TooManyStreams`."""
        if self.open_streams >= self._most:
            raise TooManyStreams(f"{self._most} streams are open", most=self._most)
        self._readers[feed] += 1
        try:
            yield self._followers[feed].news if feed in self._followers else self._followed(feed)
        finally:
            self._readers[feed] -= 1
            if not self._readers[feed] and feed in self._restricted:
                self._restricted.pop(feed)[1].cancel()

    def _followed(self, feed: str) -> News:
        if feed not in self._restricted:
            follower = Follower(feed, self._upstreams[RESTRICTED_FEED_OF[feed]], Shelf(0), lambda: self._badge(feed))
            self._restricted[feed] = follower.news, asyncio.create_task(follow(feed, follower))
        return self._restricted[feed][0]

    def _badge(self, feed: str) -> str:
        """The gateway's own principal, to follow a restricted feed; each reader proves its own right beforehand."""
        return sign(Principal("gateway", frozenset({ACCESS[RESTRICTED[feed]]})), self._secret)

    def end(self) -> None:
        """End every stream: its reader goes on elsewhere, or when the process is back."""
        self.is_ending = True
        for follower in self._followers.values():
            follower.news.wake()
        for news, _ in self._restricted.values():
            news.wake()
