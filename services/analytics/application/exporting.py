"""Writing a table to a file while it is sent: whatever its size, only some rows of it are held."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import orjson

from services.analytics.domain.export import About, Format
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.exploring.lines import as_csv, as_json, as_sheet_row
from services.analytics.persistence.exploring.table import Table
from services.analytics.persistence.exploring.workbook import MOST_ROWS, Workbook, text_row

_CHUNK = 256 * 1024
Writer = Callable[[Columnar, Table, About], AsyncIterator[bytes]]


def written(columnar: Columnar, table: Table, kind: Format, about: About) -> AsyncIterator[bytes]:
    """The bytes of a file."""
    return _WRITERS[kind](columnar, table, about)


async def _lines(columnar: Columnar, table: Table, expression: str) -> AsyncIterator[list[str]]:
    async for batch in columnar.batches(table.select(expression), table.wanted.values):
        yield [row[0] for row in batch]


async def _csv(columnar: Columnar, table: Table, _: About) -> AsyncIterator[bytes]:
    """A header and the rows, and nothing else: any program reads it."""
    yield (",".join(cell.name for cell in table.cells) + "\r\n").encode()
    async for lines in _lines(columnar, table, as_csv(table.cells)):
        yield "".join(f"{line}\r\n" for line in lines).encode()


async def _ndjson(columnar: Columnar, table: Table, about: About) -> AsyncIterator[bytes]:
    """What it is; a document a line; and how many they were, with the SHA-256 of all bytes before the last line."""
    digest, count = hashlib.sha256(), 0
    first = orjson.dumps({"about": {**about.said, "columns": about.columns}}) + b"\n"
    digest.update(first)
    yield first
    async for lines in _lines(columnar, table, as_json(table.cells)):
        chunk = "".join(f"{line}\n" for line in lines).encode()
        digest.update(chunk)
        count += len(lines)
        yield chunk
    last = {"count": count, "position": about.position, "sha256": digest.hexdigest()}
    yield orjson.dumps({"end": last}) + b"\n"


async def _xlsx(columnar: Columnar, table: Table, about: About) -> AsyncIterator[bytes]:
    """A sheet that says what it is, and the rows on as many sheets as they need."""
    book = Workbook()
    book.write_about(about.said, about.columns)
    yield book.outlet.taken()
    lines = _lines(columnar, table, as_sheet_row(table.cells))
    waiting: list[str] = await anext(lines, [])
    number = 0
    while waiting or not number:
        number += 1
        with book.sheet(f"Rows {number}") as sheet:
            sheet.write(text_row(cell.name for cell in table.cells))
            room = MOST_ROWS
            while room and waiting:
                part, waiting = waiting[:room], waiting[room:]
                sheet.write("".join(part).encode())
                room -= len(part)
                waiting = waiting or await anext(lines, [])
                yield book.outlet.taken()
    book.finish()
    yield book.outlet.taken()


async def _parquet(columnar: Columnar, table: Table, about: About) -> AsyncIterator[bytes]:
    """Written to a file first, as its index comes last; what it is stands in its key-value metadata."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        columns = ", ".join(f"{cell.sql} AS {cell.name}" for cell in table.cells)
        said = {**about.said, "columns": orjson.dumps(about.columns).decode()}
        await columnar.copy(table.select(columns), table.wanted.values, str(path), said)
        with path.open("rb") as file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                yield chunk


_WRITERS: dict[Format, Writer] = {
    Format.CSV: _csv,
    Format.XLSX: _xlsx,
    Format.PARQUET: _parquet,
    Format.NDJSON: _ndjson,
}
