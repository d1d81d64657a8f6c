"""The database of a service, and the unit of work in which its state and its facts are written together."""

from types import TracebackType
from typing import Any, Self

import asyncpg
import orjson
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from chassis import outbox
from chassis.aggregate import Aggregate, Told
from chassis.bell import PENDING, Bell
from chassis.clock import WORLD, Clock

SEARCH_PATH = "public, projection"
TIMEZONE = "Europe/Paris"
"""Zone in which documents made by SQL show instants, always with their offset."""
PLAN_ANEW = "SET LOCAL plan_cache_mode = force_custom_plan"
"""For a transaction whose statements a kept plan would not fit: tables were small then, or other values are rarer."""


async def _nothing_to_reset(_: asyncpg.Connection) -> None:
    """Neither reads nor ended transactions leave anything behind; asyncpg's own reset costs each a round trip."""


class Database:
    """Connections to one PostgreSQL database.

    `engine` is for rules and changes (SQLAlchemy), `reads` for hot reads (asyncpg, SQL to ready JSON), `volume` for
    changes that come in volume (asyncpg, plain SQL); `clock` is the time in which its facts happen.
    """

    def __init__(self, url: str, *, pool_size: int = 10, search_path: str = SEARCH_PATH, clock: Clock = WORLD) -> None:
        self.url, self.clock = url, clock
        self._pool_size = pool_size
        self._settings = {"search_path": search_path, "application_name": "prenan", "jit": "off", "timezone": TIMEZONE}
        self.engine: AsyncEngine = create_async_engine(
            url.replace("postgresql://", "postgresql+asyncpg://", 1),
            pool_size=pool_size,
            max_overflow=0,
            pool_pre_ping=False,
            hide_parameters=True,  # what is written may be sealed; errors are logged
            connect_args={"server_settings": self._settings},
            json_serializer=lambda value: orjson.dumps(value).decode(),
            json_deserializer=orjson.loads,
        )
        self.reads: asyncpg.Pool
        self.volume: asyncpg.Pool
        self._bells: dict[str, Bell] = {}

    async def open(self) -> Self:
        """Open the pools; raises `OSError` or `asyncpg.PostgresError` where the database cannot be reached."""
        self.reads, self.volume = await self._pool(1), await self._pool(0)
        return self

    async def close(self) -> None:
        """Close every connection."""
        for bell in self._bells.values():
            await bell.close()
        await self.reads.close()
        await self.volume.close()
        await self.engine.dispose()

    async def _pool(self, least: int) -> asyncpg.Pool:
        return await asyncpg.create_pool(
            self.url, min_size=least, max_size=self._pool_size, server_settings=self._settings, reset=_nothing_to_reset
        )

    def ring(self, channel: str) -> None:
        """Wake whoever listens to a channel; returns at once, and costs no transaction anything."""
        if channel not in self._bells:
            self._bells[channel] = Bell(self.reads, channel)
        self._bells[channel].ring()

    async def connect(self) -> asyncpg.Connection:
        """A connection of its own, outside the pools, for listening and locks."""
        return await asyncpg.connect(self.url, server_settings=self._settings)

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class UnitOfWork:
    """One transaction: the state of the aggregates it touched and every fact they told, or nothing.

    `async with uow:` may be nested; the outermost block commits. A block left by an exception changes nothing.
    """

    source = "/services/unknown"
    session: AsyncSession
    headers: dict[str, str]
    """What goes with the answer, beside the headers that follow from its document."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._depth = 0
        self._told: list[Told] = []

    async def __aenter__(self) -> Self:
        if self._depth == 0:
            self.session = AsyncSession(self.database.engine, expire_on_commit=False, autoflush=False)
            self._told, self.headers = [], {}
            self.begin()
        self._depth += 1
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth:
            return
        try:
            if kind is None:
                await self._commit()
        finally:
            await self.session.close()

    async def row(self, statement: str, *values: Any) -> Row[Any] | None:
        """The row that a plain statement finds."""
        connection = await self.session.connection()
        return (await connection.exec_driver_sql(statement, values)).one_or_none()

    async def write(self, statement: str, *values: Any) -> None:
        """Run a plain statement that finds nothing."""
        await (await self.session.connection()).exec_driver_sql(statement, values)

    def begin(self) -> None:
        """Give the repositories their session; subclasses override."""

    def tell(self, facts: list[Told]) -> None:
        """Add facts of changes that were made in bulk, beside the mapped aggregates."""
        self._told += facts

    async def flush(self) -> None:
        """Write the state and the facts so far, within the transaction."""
        facts = self._told + self._handed_over()
        self._told = []
        await self.session.flush()
        if facts:
            in_turn = sorted(facts, key=lambda told: told.turn)
            await outbox.write(self.session, self.source, in_turn, self.database.clock)
            self._wrote = True

    _wrote = False

    async def _commit(self) -> None:
        await self.flush()
        await self.session.commit()
        if self._wrote:
            self._wrote = False
            self.database.ring(PENDING)

    def _handed_over(self) -> list[Told]:
        touched = {*self.session.new, *self.session.dirty}
        return [told for one in touched if isinstance(one, Aggregate) for told in one.hand_over()]
