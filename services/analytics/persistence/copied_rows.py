"""Rows as the lines of text that PostgreSQL copies."""

from collections.abc import AsyncIterator, Sequence
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import Table

from services.analytics.domain.telling.row import Row

PIECE = 100
"""Rows that are written at once."""
_NESTED = (dict, list, tuple)
"""Values that are written as JSON."""
_MEANT = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
"""Characters that mean something to `COPY`, and how they are written."""


class CopiedRows:
    """How the rows of a table are written: null is nothing at all, and no text of ours is empty."""

    def __init__(self, table: Table) -> None:
        self.name = table.name
        self.columns = [column.name for column in table.columns]
        told = [name for name in self.columns if name != "batch"]
        self._blank: dict[str, Any] = dict.fromkeys(told, "")
        self._in_order = itemgetter(*told)
        self._tabs = len(self.columns) - 1

    async def written(self, rows: Sequence[Row], batch: int) -> AsyncIterator[bytes]:
        """The rows of a batch, piece by piece: the database reads one while the next is written."""
        number = str(batch)
        for start in range(0, len(rows), PIECE):
            yield "".join([self._line(row, number) for row in rows[start : start + PIECE]]).encode()

    def _line(self, row: Row, batch: str) -> str:
        """A row; its cells are looked at one by one only where one of them may hold what means something."""
        values = self._in_order({**self._blank, **row})
        cells = [each if type(each) is str else "" if each is None else _written(each) for each in values]
        line = "\t".join(cells)
        if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= self._tabs:
            line = "\t".join([cell.translate(_MEANT) for cell in cells])
        return f"{line}\t{batch}\n"


def _written(value: Any) -> str:
    if isinstance(value, _NESTED):
        return orjson.dumps(value).decode()
    return str(value)
