"""The rows of a purchase plan in CSV or XLSX."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from openpyxl import load_workbook
from pydantic import TypeAdapter, ValidationError

from chassis.errors import Unacceptable
from contracts.reference.labels import plain
from contracts.vocabulary import Cpv, DepartmentCode, Place
from services.suppliers.domain.matching.need import Need, ValueBand

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_ROWS = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "intitule", "objet", "libelle"),
    "cpv": ("cpv", "code cpv"),
    "department": ("department", "departement"),
    "value": ("value", "montant", "montant estime", "valeur"),
}
"""The columns that are read, by the plain names that they may bear."""
_CPV = TypeAdapter[str](Cpv)
_DEPARTMENT = TypeAdapter[str](DepartmentCode)


class PlanUnreadable(Unacceptable):
    """The file is no purchase plan that can be read."""


@dataclass(frozen=True)
class Row:
    """A row by its number in the file, its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Flaw:
    """Why a row is not read: which of its columns, and what is wrong with it."""

    row: Row
    column: str
    reason: str


class _Wrong(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


def read_plan(content: bytes, today: date) -> tuple[list[tuple[int, Need]], list[Flaw]]:
    """The needs of a plan by row, and the rows in error; raises `PlanUnreadable`."""
    needs: list[tuple[int, Need]] = []
    flaws: list[Flaw] = []
    for row in _rows(content):
        try:
            needs.append((row.number, _need(row.cells, today)))
        except _Wrong as wrong:
            flaws.append(Flaw(row, wrong.column, wrong.reason))
    return needs, flaws


def _rows(content: bytes) -> Iterator[Row]:
    lines = enumerate(_workbook(content) if content.startswith(b"PK") else _text(content), start=1)
    number, heading = next(lines, (0, []))
    columns = [plain(name) for name in heading]
    if number == 0 or not set(columns) & set(COLUMNS["title"]):
        raise PlanUnreadable(f"The first row names the columns; one of {', '.join(COLUMNS['title'])} has to be there")
    filled = ((number, line) for number, line in lines if any(cell.strip() for cell in line))
    for count, (number, line) in enumerate(filled, start=1):
        if count > MOST_ROWS:
            raise PlanUnreadable(f"A plan has at most {MOST_ROWS} purchases at a time", most=MOST_ROWS)
        yield Row(number, _cells(columns, line))


def _cells(columns: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    known = dict(zip(columns, line, strict=False))
    return {name: next((known[one].strip() for one in names if one in known), "") for name, names in COLUMNS.items()}


def _text(content: bytes) -> Iterable[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("windows-1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise PlanUnreadable(f"This is not CSV: {error}") from error


def _workbook(content: bytes) -> Iterable[list[str]]:
    try:
        if sum(one.file_size for one in zipfile.ZipFile(io.BytesIO(content)).infolist()) > MOST_UNPACKED:
            raise PlanUnreadable("The workbook is too large once it is unpacked")
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS * 10, values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        raise PlanUnreadable(f"This is not a workbook: {error}") from error


def _need(cells: Mapping[str, str], today: date) -> Need:
    if not cells["title"]:
        raise _Wrong("title", "missing")
    code, department = _checked("cpv", _CPV, _code(cells["cpv"])), _checked("department", _DEPARTMENT, _number(cells))
    value = _value(cells["value"])
    return Need(
        text=cells["title"][:2000],
        on=today,
        codes=(code,) if code else (),
        place=Place(department=department) if department else None,
        value=ValueBand(value, value) if value else None,
    )


def _code(cell: str) -> str:
    """Eight digits: the check digit of the printed code is left out (`45233140-2`), and a spreadsheet's point."""
    return cell.partition("-")[0].removesuffix(".0").strip()


def _number(cells: Mapping[str, str]) -> str:
    """A spreadsheet makes a number of `01`."""
    cell = cells["department"].removesuffix(".0")
    return cell.zfill(2) if cell else ""


def _checked(column: str, words: TypeAdapter[str], cell: str) -> str | None:
    try:
        return words.validate_python(cell) if cell else None
    except ValidationError as error:
        raise _Wrong(column, error.errors()[0]["msg"]) from error


def _value(cell: str) -> Decimal | None:
    bare = "".join(cell.replace("€", "").replace(",", ".").split())
    try:
        value = Decimal(bare) if bare else None
    except InvalidOperation as error:
        raise _Wrong("value", "not an amount") from error
    if value is not None and not (value.is_finite() and 0 < value < Decimal(10) ** 15):
        raise _Wrong("value", "not an amount")
    return value
