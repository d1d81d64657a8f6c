"""Hints between processes: `NOTIFY` outside the business transaction, debounced; a lost hint costs a poll, no more."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import asyncpg
import structlog

PENDING = "event_pending"
"""Channel on which writers wake the relay."""
FEED = "event_feed"
"""Channel on which the relay wakes readers of the feed."""
TOLD = "told"
"""Channel on which a consumer wakes who reads the tables that it fills."""

_log = structlog.get_logger()


class Bell:
    """Rings a channel at most once per `pause` seconds, however often it is asked to.

    `NOTIFY` takes a database-wide lock at commit, so it never rides in a business transaction.
    """

    def __init__(self, pool: asyncpg.Pool, channel: str, pause: float = 0.001) -> None:
        self._pool, self._channel, self._pause = pool, channel, pause
        self._asked = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """Ask for a ring; returns at once."""
        self._asked.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while self._asked.is_set():
            self._asked.clear()
            try:
                await self._pool.execute(f"NOTIFY {self._channel}")
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _log.warning("hint lost", channel=self._channel, error=repr(error))
            await asyncio.sleep(self._pause)

    async def close(self) -> None:
        """Stop ringing."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task


class Ear:
    """Listens to a channel on a connection of its own and wakes everyone who waits."""

    def __init__(self, connect: Callable[[], Awaitable[asyncpg.Connection]], channel: str) -> None:
        self._connect, self._channel = connect, channel
        self._connection: asyncpg.Connection | None = None
        self._heard = asyncio.Event()

    async def wait_for(self, heard: asyncio.Event, seconds: float) -> None:
        """Wait for the ring `heard`, `seconds` at most; reconnects where the connection was lost."""
        await self.listen()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(heard.wait(), seconds)

    @property
    def heard(self) -> asyncio.Event:
        """Set at the next ring. Take it before looking, wait for it after: no ring is then missed."""
        return self._heard

    async def listen(self) -> None:
        """Listen from now on; again where the connection was lost."""
        if self._connection is None or self._connection.is_closed():
            self._connection = await self._connect()
            await self._connection.add_listener(self._channel, self._wake)

    def _wake(self, *_: object) -> None:
        heard, self._heard = self._heard, asyncio.Event()
        heard.set()

    async def close(self) -> None:
        """Stop listening."""
        if self._connection is not None and not self._connection.is_closed():
            await self._connection.close()
