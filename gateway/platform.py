"""All that the gateway knows of the services behind it: calls, kept answers, followers."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from gateway.composer import Composer
from gateway.ending import told_of_the_end
from gateway.following import Follower, Watch, follow
from gateway.freshness import FIGURES
from gateway.limits.load import Load
from gateway.operations import FEED_OF
from gateway.reads import Reads
from gateway.settings import GatewaySettings
from gateway.shelf import Shelf
from gateway.streams.hub import Hub
from gateway.upstream import Upstream


class Platform:
    """The services, and what is kept of their answers while their feeds vouch for it."""

    def __init__(self, settings: GatewaySettings) -> None:
        self.shelf = Shelf(settings.cache_bytes)
        self.upstreams = {name: Upstream(name, url, settings.patience) for name, url in settings.upstreams.items()}
        self.followers = {
            feed: Follower(feed, self.upstreams[service], self.shelf) for feed, service in FEED_OF.items()
        }
        self.watch = Watch(self.upstreams["analytics"], self.shelf)
        self._vouchers: dict[str, Follower | Watch] = {**self.followers, FIGURES: self.watch}
        secret = settings.platform_secret.get_secret_value()
        self.hub = Hub(self.followers, self.upstreams, secret, settings.streams)
        self.reads = Reads(self.upstreams, self.shelf, self._vouchers, settings.patience)
        self.composer = Composer(self.reads)
        self.load = Load(settings.most_in_flight, settings.patience)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Connect, and follow what happens until the end."""
        async with AsyncExitStack() as stack:
            for upstream in self.upstreams.values():
                await stack.enter_async_context(upstream)
            tasks = [asyncio.create_task(follow(name, source)) for name, source in self._vouchers.items()]
            tasks.append(asyncio.create_task(self.load.watch()))
            try:
                with told_of_the_end(self.hub.end):
                    yield
            finally:
                for task in tasks:
                    task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.gather(*tasks)

    def degraded(self) -> list[str]:
        """The services that do not answer or cannot be followed at the moment."""
        now = time.monotonic()
        silent = {
            FEED_OF.get(name, "analytics") for name, source in self._vouchers.items() if source.vouches_until < now
        }
        broken = {name for name, upstream in self.upstreams.items() if upstream.breaker.is_open}
        return sorted(silent | broken)
