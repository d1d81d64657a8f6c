"""Suppliers as rows of a table: CSV, NDJSON, XLSX."""

import asyncio
import csv
import io
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, BinaryIO

import orjson
from openpyxl import Workbook

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""With these a cell begins that a spreadsheet would run (CSV injection)."""
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTES = 64 * 1024
Document = dict[str, Any]
COLUMNS: Mapping[str, Callable[[Document], object]] = {
    "id": lambda one: one["id"],
    "scheme": lambda one: one["identifier"]["scheme"],
    "identifier": lambda one: one["identifier"]["id"],
    "name": lambda one: one["name"],
    "brands": lambda one: " | ".join(one.get("brands", ())),
    "size": lambda one: one["size"],
    "commune": lambda one: (one["place"] or {}).get("commune"),
    "department": lambda one: (one["place"] or {}).get("department"),
    "country": lambda one: (one["place"] or {}).get("country"),
    "naf": lambda one: one["naf"],
    "activities": lambda one: " ".join(one["activities"]),
    "latitude": lambda one: _degrees(one, "latitude"),
    "longitude": lambda one: _degrees(one, "longitude"),
    "legal_form": lambda one: one.get("legal_form"),
    "staff_band": lambda one: one.get("staff_band"),
    "social_economy": lambda one: one.get("social_economy"),
    "inclusive": lambda one: one.get("inclusive"),
    "status": lambda one: one["status"],
    "verified_at": lambda one: one["verified_at"],
}
"""What may be chosen, by its name."""
DEFAULT = (
    "scheme",
    "identifier",
    "name",
    "size",
    "commune",
    "department",
    "naf",
    "activities",
    "latitude",
    "longitude",
)
Documents = AsyncIterator[Sequence[str]]


def _degrees(one: Document, axis: str) -> float | None:
    point = one.get("coordinates")
    return point[axis] / 1000 if point else None


def chosen(columns: str) -> str:
    """The same names, where each is a column; raises `ValueError`."""
    if unknown := [name for name in columns.split(",") if name not in COLUMNS]:
        msg = f"{', '.join(unknown)}: columns are {', '.join(COLUMNS)}"
        raise ValueError(msg)
    return columns


def exported(form: str, documents: Documents, columns: Sequence[str]) -> AsyncIterator[bytes]:
    """The bytes of a file in one of the forms."""
    return {"csv": _csv, "ndjson": _ndjson, "xlsx": _xlsx}[form](documents, columns)


def _row(text: str, columns: Sequence[str]) -> list[object]:
    document = orjson.loads(text)
    return [COLUMNS[name](document) for name in columns]


def harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


async def _csv(documents: Documents, columns: Sequence[str]) -> AsyncIterator[bytes]:
    yield _lines([columns])
    async for some in documents:
        yield _lines([[harmless(cell) for cell in _row(one, columns)] for one in some])


def _lines(rows: Sequence[Sequence[object]]) -> bytes:
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode()


async def _ndjson(documents: Documents, columns: Sequence[str]) -> AsyncIterator[bytes]:
    async for some in documents:
        rows = (dict(zip(columns, _row(one, columns), strict=True)) for one in some)
        yield b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


async def _xlsx(documents: Documents, columns: Sequence[str]) -> AsyncIterator[bytes]:
    """A spreadsheet is known when it is whole: it is written to a file first."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("suppliers")
    sheet.append(list(columns))
    async for some in documents:
        for one in some:
            sheet.append([harmless(cell) for cell in _row(one, columns)])
    with tempfile.TemporaryFile() as file:
        await asyncio.to_thread(_saved, book, file)
        while block := file.read(BYTES):
            yield block


def _saved(book: Workbook, file: BinaryIO) -> None:
    book.save(file)
    file.seek(0)
