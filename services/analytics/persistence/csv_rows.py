"""Rows as the lines of a CSV that PostgreSQL copies."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import JSONB

from services.analytics.domain.telling.row import Row


class CsvRows:
    """How the rows of a table are written: null is nothing at all, and no text of ours is empty."""

    def __init__(self, table: Table) -> None:
        self.name = table.name
        self.columns = [column.name for column in table.columns]
        self._blank: dict[str, Any] = dict.fromkeys(self.columns)
        self._documents = [column.name for column in table.columns if isinstance(column.type, JSONB)]
        self._in_order = itemgetter(*self.columns)

    def written(self, rows: Sequence[Row], batch: int) -> BytesIO:
        """The rows of a batch."""
        lines = StringIO()
        csv.writer(lines).writerows(self._in_order(self._whole(row, batch)) for row in rows)
        return BytesIO(lines.getvalue().encode())

    def _whole(self, row: Row, batch: int) -> dict[str, Any]:
        whole = {**self._blank, **row, "batch": batch}
        for name in self._documents:
            if whole[name] is not None:
                whole[name] = orjson.dumps(whole[name]).decode()
        return whole
