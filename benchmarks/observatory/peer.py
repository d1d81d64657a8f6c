"""PostgreSQL as a peer of the columnar copy: derived contracts in a plain table, indexed, asked by the same SQL."""

import re
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import asyncpg

from services.analytics.persistence.columns.engine import Connection

_LEFT_OUT = frozenset({"title", "reference", "folded", "lacking", "holder"})
"""Texts of which no figure is made."""
_TYPES = {"DOUBLE": "double precision", "VARCHAR": "text"}
_INDEXES = (
    "day", "principal, day", "department, day", "area, day", "procedure, day", "place, day", "territory, day",
    "size, day", "cpv text_pattern_ops, day", "division, day",
)  # fmt: skip
_WORDS = """
    CREATE FUNCTION year(date) RETURNS integer IMMUTABLE PARALLEL SAFE RETURN extract(year FROM $1)::integer;
"""
_NAME = re.compile(r"(?<!\$)\$([a-z]\w*)")
_INTERVAL = re.compile(r"\binterval (\d+) month\b", re.IGNORECASE)
_DOUBLE = re.compile(r"::DOUBLE\b")


async def provide(connection: asyncpg.Connection, columns: Connection, folder: Path) -> None:
    """Give PostgreSQL the contracts that a copy derived."""
    kinds = dict(columns.execute("SELECT column_name, column_type FROM (DESCRIBE derived.contract)").fetchall())
    kept = {name: _TYPES.get(kind, kind) for name, kind in kinds.items() if name not in _LEFT_OUT}
    file = folder / "contracts.csv"
    listed = ", ".join(f'"{name}"' for name in kept)
    columns.execute(f"COPY (SELECT {listed} FROM derived.contract) TO '{file}' (FORMAT csv, HEADER false)")
    described = ", ".join(f'"{name}" {kind}' for name, kind in kept.items())
    await connection.execute(f"DROP SCHEMA IF EXISTS derived CASCADE; CREATE SCHEMA derived; {_WORDS}")
    await connection.execute(f"CREATE TABLE derived.contract ({described})")
    await connection.copy_to_table("contract", schema_name="derived", source=file, format="csv")
    for index in _INDEXES:
        await connection.execute(f"CREATE INDEX ON derived.contract ({index})")
    await connection.execute("VACUUM ANALYZE derived.contract")


class Peer:
    """Answers the queries of a look at the columnar copy."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        return [tuple(row) for row in await self._connection.fetch(*translated(sql, values))]


def _counted(sql: str) -> str:
    """The same with rows counted as PostgreSQL counts them, however many brackets a predicate has."""
    before, found, after = sql.partition("count_if(")
    if not found:
        return sql
    depths = accumulate(((letter == "(") - (letter == ")") for letter in after), initial=1)
    end = next(place for place, depth in enumerate(depths) if not depth) - 1
    return f"{before}count(*) FILTER (WHERE {after[:end]}){_counted(after[end + 1 :])}"


def translated(sql: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The same query as PostgreSQL reads it, and its values in order."""
    names = list(dict.fromkeys(_NAME.findall(sql)))
    numbered = _NAME.sub(lambda found: f"${names.index(found[1]) + 1}", sql)
    written = _DOUBLE.sub("::float8", _INTERVAL.sub(r"interval '\1 month'", _counted(numbered)))
    return written, *(values[name] for name in names)
