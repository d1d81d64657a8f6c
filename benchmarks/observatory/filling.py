"""Told rows of an invented market, put into the observatory's own tables as one batch."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import duckdb
from sqlalchemy import Table

from benchmarks.told_rows import tell
from chassis.persistence import TIMEZONE
from services.analytics.persistence.columns.schema import definitions
from services.analytics.persistence.told import TOLD

_LEFT_OUT = {"state": "'{}'", "batch": "1"}
"""What the invented market does not tell: states, of which no figure is made, and the number of the batch."""
_BATCH = "INSERT INTO batch VALUES (1, '{}', clock_timestamp())"


async def fill(address: str, contracts: int) -> None:
    """Tell an empty observatory of so many contracts."""
    connection = await asyncpg.connect(address, server_settings={"search_path": "projection"})
    try:
        with TemporaryDirectory(prefix="prenan-told-") as folder:
            for table, file in _files(Path(folder), contracts):
                names = [column.name for column in table.columns]
                await connection.copy_to_table(table.name, source=file, columns=names, format="csv")
        await connection.execute(_BATCH)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


def _files(folder: Path, contracts: int) -> Iterator[tuple[Table, Path]]:
    """The rows of each table, its columns in order."""
    with duckdb.connect(":memory:") as market:
        market.execute(f"SET TimeZone = '{TIMEZONE}'")
        market.execute("CREATE SCHEMA told")
        for statement in definitions():
            market.execute(statement)
        tell(market, contracts)
        for table in TOLD:
            listed = ", ".join(_LEFT_OUT.get(one.name, f'"{one.name}"') for one in table.columns)
            file = folder / f"{table.name}.csv"
            market.execute(f"COPY (SELECT {listed} FROM told.{table.name}) TO '{file}' (FORMAT csv, HEADER false)")
            yield table, file
            file.unlink()
