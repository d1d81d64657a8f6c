"""A look at one view at one standing, from the event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any, TypeVar

from services.analytics.persistence.columns.engine import Connection
from services.analytics.persistence.columns.parquet import copying
from services.analytics.persistence.columns.standing import Standing

Row = tuple[Any, ...]
Values = Mapping[str, Any]
Result = TypeVar("Result")
_NOTHING: Values = {}
ROWS_A_BATCH = 10_000


class Look:
    """All queries of one look see the view as it stands at one batch. `derived.contract` is also just `contract`.

    Values go by name (`$day`), never into the SQL. What was asked once has its answer at hand: a figure that is counted
    of all other figures asks for them again.
    """

    def __init__(self, own: Connection, standing: Standing, threads: Executor) -> None:
        self.standing = standing
        self._own, self._threads = own, threads
        self._known: dict[str, list[Row]] = {}

    async def rows(self, sql: str, values: Values = _NOTHING) -> list[Row]:
        """Every row of a query."""
        asked = f"{sql} {sorted(values.items())}"
        if asked not in self._known:
            self._known[asked] = await self._do(lambda: self._own.execute(sql, dict(values)).fetchall())
        return self._known[asked]

    async def batches(self, sql: str, values: Values = _NOTHING) -> AsyncIterator[Sequence[Row]]:
        """The rows of a query as they are made, however many there are."""
        await self._do(lambda: self._own.execute(sql, dict(values)))
        while rows := await self._do(lambda: self._own.fetchmany(ROWS_A_BATCH)):
            yield rows

    async def copy(self, sql: str, values: Values, path: str, said: Mapping[str, str]) -> None:
        """Write the rows of a query to a Parquet file, with what is said of them as its metadata."""
        await self._do(lambda: self._own.execute(*copying(sql, values, path, said)))

    async def close(self) -> None:
        """Look no more."""
        await self._do(self._own.close)

    async def _do(self, work: Callable[[], Result]) -> Result:
        """Work in a thread; it is broken off where nobody waits for it any more."""
        working = asyncio.get_running_loop().run_in_executor(self._threads, work)
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            self._own.interrupt()
            await asyncio.wait({working})
            raise
