"""The columnar copy of a process, which follows what the observatory is told."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Self

import structlog

from chassis.bell import TOLD, Ear
from chassis.companion import NotReady
from chassis.persistence import Database
from services.analytics.domain.past import PRESENT, Past
from services.analytics.persistence.columns.copy import Copy
from services.analytics.persistence.columns.extracting import Extract, Superseded, extract, has_moved
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.columns.view import standing_of

READERS = 4
"""Looks that work at the same time; DuckDB divides the processors among them."""
POLL_SECONDS = 1.0
"""How long a batch waits at most where nobody rang, as after a replay."""
SHORTEST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 5.0

_log = structlog.get_logger()


class Columns:
    """The columnar copy: `async with Columns(database) as columns` follows the told tables until the block is left.

    `async with columns.look() as look: rows = await look.rows("SELECT count(*) FROM contract WHERE day >= $day",
    {"day": day})`: every query of a look sees one standing, `look.standing`. `columns.look(Past(as_of=day))` looks at
    a past view. `columns.wait_for({topic: facts})` waits until so many facts of a topic are in. Tests that must not
    wait call `await columns.catch_up()`.
    """

    def __init__(self, database: Database, poll_seconds: float = POLL_SECONDS) -> None:
        self._database, self._poll_seconds = database, poll_seconds
        self._copy: Copy | None = None
        self._threads = ThreadPoolExecutor(READERS, "columns")
        self._writer = ThreadPoolExecutor(1, "columns-writer")
        self._historian = ThreadPoolExecutor(1, "columns-past")
        self._catching_up = asyncio.Lock()
        self._moved = asyncio.Condition()
        self._following: asyncio.Task[None] | None = None
        self._works: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._following = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._following is not None
        ending = {self._following, *self._works}
        for work in ending:
            work.cancel()
        await asyncio.wait(ending)
        for threads in (self._threads, self._writer, self._historian):
            threads.shutdown(wait=True, cancel_futures=True)
        if self._copy is not None:
            self._copy.close()

    @property
    def is_ready(self) -> bool:
        """Whether what was told so far is in."""
        return self._copy is not None

    @property
    def standing(self) -> Standing:
        """Where the copy stands; raises `NotReady`."""
        return self._held().standing

    @asynccontextmanager
    async def look(self, past: Past = PRESENT) -> AsyncIterator[Look]:
        """A look at the present view, or at a past one, which is made apart if need be; raises `NotReady`."""
        copy, loop = self._held(), asyncio.get_running_loop()

        def begin() -> Look:
            own = copy.open(past)
            return Look(own, standing_of(own), self._threads)

        look = await loop.run_in_executor(self._threads if past.is_present else self._historian, begin)
        try:
            yield look
        finally:
            await look.close()

    async def catch_up(self) -> None:
        """Take in what was told since; anew from the beginning where a replay put other tables in its place.

        It goes on to its end even where its caller waits no longer: what is half taken in must not be begun again.
        """
        work = asyncio.create_task(self._catch_up())
        self._works.add(work)
        work.add_done_callback(self._works.discard)
        await asyncio.shield(work)

    async def _catch_up(self) -> None:
        async with self._catching_up:
            if self._copy is not None and not await has_moved(self._database, self._copy.standing):
                return
            try:
                await self._take_in()
            except Superseded:
                await self._load()
        async with self._moved:
            self._moved.notify_all()

    async def wait_for(self, positions: Mapping[str, int], seconds: float) -> bool:
        """Whether so many facts of each topic are in, within so many seconds."""

        def reached() -> bool:
            held = self._copy.standing.positions if self._copy else {}
            return all(held.get(topic, 0) >= count for topic, count in positions.items())

        async with self._moved:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait_for(reached), seconds)
        return reached()

    def _held(self) -> Copy:
        if self._copy is None:
            raise NotReady
        return self._copy

    async def _take_in(self) -> None:
        if self._copy is None:
            await self._load()
            return
        copy = self._copy
        async with extract(self._database, copy.standing) as new:
            try:
                await self._write(copy.follow, new)
            except Exception as error:
                _log.error("the columnar copy cannot follow, and is made anew", error=repr(error))
                raise Superseded from error

    async def _load(self) -> None:
        """Make a copy from all that was told; the one before answers meanwhile."""
        began, copy = time.monotonic(), Copy()
        async with extract(self._database, Standing()) as everything:
            await self._write(copy.load, everything)
        self._copy = copy
        _log.info("columnar copy made", batch=copy.standing.number, seconds=round(time.monotonic() - began, 2))

    async def _write(self, work: Callable[[Extract], None], rows: Extract) -> None:
        await asyncio.get_running_loop().run_in_executor(self._writer, work, rows)

    async def _follow(self) -> None:
        """Catch up whenever something is told; what is lost for a while (a database that restarts) is waited for."""
        ear, pause = Ear(self._database.connect, TOLD), SHORTEST_PAUSE_SECONDS
        try:
            while True:
                try:
                    await ear.listen()
                    heard = ear.heard
                    await self.catch_up()
                    await ear.wait_for(heard, self._poll_seconds)
                    pause = SHORTEST_PAUSE_SECONDS
                except Exception as error:
                    _log.error("the columnar copy does not follow", error=repr(error), pause=pause)
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
        finally:
            await ear.close()
