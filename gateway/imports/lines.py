"""Rows of a file: cut from a stream without holding it, and read as records of the API."""

import csv
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from enum import StrEnum
from typing import Any

import orjson

from chassis.errors import Unacceptable

MOST_BYTES = 64 * 1024 * 1024
"""Of a file."""
MOST_ROW_BYTES = 256 * 1024
BATCH_ROWS = 200
BATCH_BYTES = 256 * 1024
MOST_COLUMNS = 300
_BOM = b"\xef\xbb\xbf"


class Form(StrEnum):
    """How the rows of a file are written."""

    NDJSON = "ndjson"
    CSV = "csv"


MEDIA_TYPES = {"application/x-ndjson": Form.NDJSON, "text/csv": Form.CSV}


class RowTooLong(Unacceptable):
    """A row is longer than 256 KiB; in CSV a quotation mark may be left open."""


class NoRows(Unacceptable):
    """The file holds no row."""


class ColumnsUnreadable(Unacceptable):
    """The first line of a CSV file names up to 300 columns, each once, as dotted members: `identifier.id`."""


class RowUnreadable(Exception):
    """A row that is not a record at all."""


class Cutter:
    """Cuts bytes into rows as they come; in CSV a quoted cell may hold line breaks."""

    def __init__(self, form: Form) -> None:
        self._form, self._rest = form, b""
        self._open: list[bytes] = []
        """The lines so far of a row whose quoted cell goes on."""
        self._size, self._is_quoted = 0, False

    def cut(self, chunk: bytes) -> Iterator[bytes]:
        """The rows that end in this chunk; raises `RowTooLong`."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            yield from self._row(line)
        if self._size + len(self._rest) > MOST_ROW_BYTES:
            raise RowTooLong

    def end(self) -> Iterator[bytes]:
        """The last row, where no line break follows it."""
        yield from self._row(self._rest)
        if self._open:
            yield b"\n".join(self._open)

    def _row(self, line: bytes) -> Iterator[bytes]:
        self._open.append(line)
        self._size += len(line) + 1
        if self._form is Form.CSV and line.count(b'"') % 2:
            self._is_quoted = not self._is_quoted
        if self._is_quoted:
            return
        row = b"\n".join(self._open)
        self._open, self._size = [], 0
        if row.strip():
            yield row.removesuffix(b"\r")


async def rows_of(chunks: AsyncIterable[bytes], form: Form) -> AsyncIterator[bytes]:
    """The rows of a stream, the header of a CSV file among them; raises `RowTooLong`."""
    cutter, is_first = Cutter(form), True
    async for chunk in chunks:
        for row in cutter.cut(chunk.removeprefix(_BOM) if is_first else chunk):
            yield row
        is_first = False
    for row in cutter.end():
        yield row


def cut_again(lines: bytes, form: Form) -> list[bytes]:
    """The rows of a batch that was kept."""
    cutter = Cutter(form)
    return [*cutter.cut(lines), *cutter.end()]


class Columns:
    """The header of a CSV file: which member of a record each cell is, a number standing for a place in a list."""

    def __init__(self, header: bytes) -> None:
        self._delimiter = ";" if header.count(b";") > header.count(b",") else ","
        try:
            names = [name.strip() for name in self._cells(header)]
        except RowUnreadable as error:
            raise ColumnsUnreadable from error
        if not 0 < len(names) <= MOST_COLUMNS or len(set(names)) < len(names) or not all(map(_is_path, names)):
            raise ColumnsUnreadable
        self._paths = [name.split(".") for name in names]

    def record(self, row: bytes) -> dict[str, Any]:
        """A row as a record; an empty cell says nothing. Raises `RowUnreadable`."""
        cells = self._cells(row)
        if len(cells) > len(self._paths):
            raise RowUnreadable(f"{len(cells)} cells under {len(self._paths)} columns")
        record: dict[str, Any] = {}
        for path, cell in zip(self._paths, cells, strict=False):
            if cell:
                _place(record, path, cell)
        return {name: _listed(value) for name, value in record.items()}

    def _cells(self, row: bytes) -> list[str]:
        try:
            return next(csv.reader([row.decode()], delimiter=self._delimiter, strict=True))
        except (UnicodeDecodeError, csv.Error, StopIteration) as error:
            raise RowUnreadable(str(error)) from error


def json_record(row: bytes) -> dict[str, Any]:
    """A line of NDJSON as a record; raises `RowUnreadable`."""
    try:
        record = orjson.loads(row)
    except orjson.JSONDecodeError as error:
        raise RowUnreadable(str(error)) from error
    if not isinstance(record, dict):
        raise RowUnreadable("not a JSON object")
    return record


def _is_path(name: str) -> bool:
    return all(part.replace("_", "").isalnum() for part in name.split("."))


def _place(record: dict[str, Any], path: list[str], cell: str) -> None:
    for part in path[:-1]:
        record = record.setdefault(part, {})
        if not isinstance(record, dict):
            raise RowUnreadable(f"{'.'.join(path)} lies within a value")
    record[path[-1]] = cell


def _listed(value: Any) -> Any:
    """A mapping whose names are all numbers as a list, at any depth."""
    if not isinstance(value, dict):
        return value
    within = {name: _listed(one) for name, one in value.items()}
    if within and all(name.isdecimal() for name in within):
        return [within[name] for name in sorted(within, key=int)]
    return within
