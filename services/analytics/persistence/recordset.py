"""Many rows in one statement: they travel as one JSON array, which PostgreSQL reads as rows of a table."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncSession

PAGE = 5_000
"""Rows in one statement at most: bounds the memory of both sides."""


def as_json(rows: Sequence[Any]) -> str:
    """Dataclasses or mappings as a JSON array; decimals as strings, so that no digit is lost."""
    return orjson.dumps(rows, default=str).decode()


def insertion(table: Table) -> str:
    """`INSERT` of the rows in `:rows`."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return (
        f"INSERT INTO {table.name} ({columns}) "
        f"SELECT {columns} FROM json_populate_recordset(CAST(NULL AS {table.name}), CAST(:rows AS json))"
    )


async def write(session: AsyncSession, statement: str, rows: Sequence[Any]) -> None:
    """Run an insertion."""
    for start in range(0, len(rows), PAGE):
        await session.execute(text(statement), {"rows": as_json(rows[start : start + PAGE])})
