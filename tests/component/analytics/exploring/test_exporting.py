"""Files of exactly what was asked for."""

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import orjson
import pytest

from services.analytics.application import exporting
from services.analytics.application.exporting import written
from services.analytics.domain.column import chosen
from services.analytics.domain.export import About, Format
from services.analytics.persistence.exploring.condition import EVERY, Condition
from services.analytics.persistence.exploring.table import Table, cells
from tests.component.analytics.exploring.columns import Columns

NAMES = ("reference", "title", "notified_on", "initial", "bids", "social", "lacking", "recorded_at")
ABOUT = About("Contracts", "/x?q=l'été", {"title": "Objet & co"}, "Notified <contracts>", "3", "procedures=7")
HEADER = ",".join(NAMES)


@pytest.fixture
def columns() -> Columns:
    made = Columns()
    made.add(
        "1",
        title='Pont "neuf", étude; <phase> & suite',
        day=date(2024, 2, 29),
        initial=Decimal("-1234.50"),
        bids=3,
        social=True,
        lacking=["cpv", "months"],
        recorded_at=datetime(2024, 3, 1, 12, 30, tzinfo=UTC),
    )
    made.add("2", title="=HYPERLINK(1)\x07")
    made.add("3", title="@SUM(A1)")
    return made


async def file_of(columns: Columns, kind: Format, wanted: Condition = EVERY) -> bytes:
    table = Table("contract", cells(chosen(NAMES)), wanted, order="reference")
    return b"".join([chunk async for chunk in written(columns, table, kind, ABOUT)])


async def test_a_csv_file_is_a_header_and_rows_that_any_program_reads(columns: Columns) -> None:
    rows = list(csv.reader(io.StringIO((await file_of(columns, Format.CSV)).decode(), newline="")))
    assert rows[0] == list(NAMES)
    assert rows[1] == [
        "1", 'Pont "neuf", étude; <phase> & suite', "2024-02-29", "-1234.50", "3", "true", "cpv months",
        "2024-03-01T12:30:00.000000Z",
    ]  # fmt: skip
    assert len(rows) == 4


@pytest.mark.parametrize("kind", [Format.CSV, Format.XLSX])
async def test_no_text_is_run_as_a_formula_by_a_spreadsheet(columns: Columns, kind: Format) -> None:
    content = await file_of(columns, kind)
    if kind is Format.CSV:
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
        assert [row[1] for row in rows[2:]] == ["'=HYPERLINK(1)\x07", "'@SUM(A1)"]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
        assert [sheet.cell(row, 2).value for row in (3, 4)] == ["'=HYPERLINK(1)", "'@SUM(A1)"]


async def test_a_workbook_says_what_it_is_and_holds_numbers_and_days(columns: Columns) -> None:
    book = openpyxl.load_workbook(io.BytesIO(await file_of(columns, Format.XLSX)))
    assert list(book["About"].iter_rows(values_only=True)) == [
        ("title", "Contracts"),
        ("question", "/x?q=l'été"),
        ("definition", "Notified <contracts>"),
        ("version", "3"),
        ("position", "procedures=7"),
        (None, None),
        ("title", "Objet & co"),
    ]
    rows = list(book["Rows 1"].iter_rows(values_only=True))
    assert rows[0] == NAMES
    assert rows[1][:6] == ("1", 'Pont "neuf", étude; <phase> & suite', datetime(2024, 2, 29), -1234.5, 3, True)  # noqa: DTZ001
    assert rows[3][2:6] == (None, None, None, None)


@pytest.mark.parametrize(("room", "sheets"), [(1, [1, 1, 1]), (2, [2, 1]), (3, [3])])
async def test_rows_beyond_a_sheet_go_to_further_sheets(
    columns: Columns, monkeypatch: pytest.MonkeyPatch, room: int, sheets: list[int]
) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", room)
    book = openpyxl.load_workbook(io.BytesIO(await file_of(columns, Format.XLSX)))
    assert [len(list(sheet.iter_rows())) - 1 for sheet in book.worksheets[1:]] == sheets


async def test_json_lines_say_what_they_are_and_how_many_they_were(columns: Columns) -> None:
    first, *rows, last = (await file_of(columns, Format.NDJSON)).splitlines(keepends=True)
    about, end = orjson.loads(first)["about"], orjson.loads(last)["end"]
    assert (about["question"], about["version"], about["columns"]) == ("/x?q=l'été", "3", {"title": "Objet & co"})
    assert (end["count"], end["position"]) == (len(rows), "procedures=7")
    assert end["sha256"] == hashlib.sha256(first + b"".join(rows)).hexdigest()
    assert orjson.loads(rows[0])["initial"] == "-1234.50"
    assert orjson.loads(rows[1])["title"] == "=HYPERLINK(1)\x07"


async def test_a_parquet_file_keeps_types_and_says_what_it_is(columns: Columns, tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    path.write_bytes(await file_of(columns, Format.PARQUET))
    found = duckdb.sql(f"SELECT title, notified_on, initial, lacking FROM '{path}' ORDER BY reference").fetchall()
    assert found[0][1:] == (date(2024, 2, 29), Decimal("-1234.50"), ["cpv", "months"])
    metadata = {
        bytes(k): bytes(v) for k, v in duckdb.sql(f"SELECT key, value FROM parquet_kv_metadata('{path}')").fetchall()
    }
    assert (metadata[b"question"].decode(), metadata[b"version"]) == ("/x?q=l'été", b"3")


@pytest.mark.parametrize("kind", Format)
async def test_a_file_holds_the_slice_and_no_more(columns: Columns, kind: Format) -> None:
    read: dict[Format, Callable[[bytes], int]] = {
        Format.CSV: lambda content: len(content.splitlines()) - 1,
        Format.NDJSON: lambda content: len(content.splitlines()) - 2,
        Format.XLSX: lambda content: (
            len(list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[1].iter_rows())) - 1
        ),
        Format.PARQUET: lambda content: content.count(b"PAR1") - 1,
    }
    content = await file_of(columns, kind, Condition("reference = $one", {"one": "1"}))
    assert read[kind](content) == 1
