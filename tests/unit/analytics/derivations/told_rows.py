"""Told rows made by hand, and what a derivation makes of them."""

from collections.abc import Iterable
from datetime import date, datetime
from importlib import resources
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import duckdb

from services.analytics.persistence.columns.engine import instruct
from services.analytics.persistence.columns.schema import definitions

PARIS = ZoneInfo("Europe/Paris")
KEY = UUID(int=1)
TENDER = KEY
BUYER = "23350001600040"
COMPANY, RIVAL, THIRD = "552100554", "443061841", "732829320"
_DERIVATIONS = resources.files("services.analytics.persistence") / "derivations"
_FRAME = {"key": KEY, "version": 1}


def at(day: str, time: str = "12:00") -> datetime:
    """An instant in Paris."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=PARIS)


class Market:
    """A database of told rows, and of the grains derived from them."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        instruct(self.connection)
        self.connection.execute("CREATE SCHEMA told; CREATE SCHEMA derived")
        for definition in definitions():
            self.connection.execute(definition)

    def tell(self, table: str, **row: Any) -> None:
        """Add a told row; what is not given is null."""
        said = {**_FRAME, "recorded_at": row.get("at") or at("2026-06-01"), "batch": 1, **row}
        names = ", ".join(f'"{name}"' for name in said)
        marks = ", ".join("?" for _ in said)
        self.connection.execute(f"INSERT INTO told.{table} ({names}) VALUES ({marks})", list(said.values()))

    def give(self, grain: str, rows: Iterable[dict[str, Any]]) -> None:
        """Put rows of a grain that another derivation makes."""
        for row in rows:
            columns = ", ".join(f"$v{number} AS {name}" for number, name in enumerate(row))
            values = {f"v{number}": value for number, value in enumerate(row.values())}
            created = f"CREATE TABLE IF NOT EXISTS derived.{grain} AS SELECT {columns} LIMIT 0"
            self.connection.execute(created, values)
            self.connection.execute(f"INSERT INTO derived.{grain} BY NAME SELECT {columns}", values)

    def derive(self, *grains: str, as_of: date | None = None) -> list[dict[str, Any]]:
        """Derive grains in this order, as of a day; the rows of the last one."""
        self.connection.execute("SET VARIABLE as_of = ?::DATE", [as_of])
        for grain in grains:
            selection = (_DERIVATIONS / f"{grain}.sql").read_text()
            self.connection.execute(f"CREATE OR REPLACE TABLE derived.{grain} AS {selection}")
        return self.rows(f"SELECT * FROM derived.{grains[-1]} ORDER BY ALL")

    def holds(self, predicate: str, row: dict[str, Any]) -> bool:
        """Whether a predicate is true of a row; unknown is not."""
        known = {f"v{number}": value for number, value in enumerate(row.values()) if value is not None}
        columns = ", ".join(
            f"{'NULL' if value is None else f'$v{number}'} AS {name}"
            for number, (name, value) in enumerate(row.items())
        )
        found = self.connection.execute(f"SELECT coalesce({predicate}, false) FROM (SELECT {columns})", known)
        return bool(found.fetchall()[0][0])

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows of a query, by column."""
        described = self.connection.execute(f"DESCRIBE {query}").fetchall()
        instants = {name for name, kind, *_ in described if kind == "TIMESTAMP WITH TIME ZONE"}
        listed = ", ".join(
            f"""timezone('Europe/Paris', "{name}") AS "{name}\"""" if name in instants else f'"{name}"'
            for name, *_ in described
        )
        names = [name for name, *_ in described]
        found = self.connection.execute(f"SELECT {listed} FROM ({query})").fetchall()
        return [
            {name: value.replace(tzinfo=PARIS) if name in instants and value else value for name, value in each}
            for each in (zip(names, row, strict=True) for row in found)
        ]
