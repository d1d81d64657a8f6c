"""The columnar copy, as far as exploring needs it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]
Values = Mapping[str, Any]


class Columnar(Protocol):
    """The present view of every grain, at one position for all that one answer asks."""

    async def rows(self, sql: str, values: Values) -> list[Row]:
        """Every row of a query."""

    def batches(self, sql: str, values: Values) -> AsyncIterator[Sequence[Row]]:
        """The rows of a query as they are made, however many there are."""

    async def copy(self, sql: str, values: Values, path: str, said: Mapping[str, str]) -> None:
        """Write the rows of a query to a Parquet file, with what is said of them as its metadata."""
