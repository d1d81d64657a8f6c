"""A transaction of plain statements, for what comes in volume."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from types import TracebackType
from typing import Any, Self

import asyncpg

from chassis.persistence import Database

WAIT_SECONDS = 30.0
"""How long a transaction waits for a connection, as a unit of work does."""


class PlainTransaction:
    """One transaction whose statements are sent as they are: no aggregate is tracked, and no fact is told.

    It costs a third of a unit of work. `async with` may be nested; the outermost block commits, or nothing is changed.
    """

    headers: dict[str, str]
    """What goes with the answer, beside the headers that follow from its document."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._depth = 0
        self._stack: AsyncExitStack
        self._connection: Any

    async def __aenter__(self) -> Self:
        if self._depth == 0:
            await self._begin()
        self._depth += 1
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if not self._depth:
            await self._stack.__aexit__(kind, error, trace)

    async def flush(self) -> None:
        """Nothing to write: every statement is sent at once."""

    async def row(self, statement: str, *values: Any) -> asyncpg.Record | None:
        """The first row that a statement finds."""
        found: asyncpg.Record | None = await self._connection.fetchrow(statement, *values)
        return found

    async def rows(self, statement: str, *values: Any) -> list[asyncpg.Record]:
        """The rows that a statement finds."""
        found: list[asyncpg.Record] = await self._connection.fetch(statement, *values)
        return found

    async def write(self, statement: str, *values: Any) -> None:
        """Run a statement that finds nothing."""
        await self._connection.execute(statement, *values)

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[asyncpg.Connection]:
        """Its connection, for who else takes one of a pool: what happens there is part of it."""
        async with self:
            yield self._connection

    async def _begin(self) -> None:
        self.headers = {}
        async with AsyncExitStack() as stack:
            self._connection = await stack.enter_async_context(self._database.volume.acquire(timeout=WAIT_SECONDS))
            await stack.enter_async_context(self._connection.transaction())
            self._stack = stack.pop_all()
