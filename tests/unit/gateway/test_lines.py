"""Rows of files: cut from any chunks, read as records."""

from typing import Any

import pytest

from gateway.imports.lines import Columns, ColumnsUnreadable, Cutter, Form, RowTooLong, RowUnreadable, json_record

TABLE = b'a;b\r\n1;"x\ny"\r\n\r\n2;"say ""hi"""\n3;z'


def cut(content: bytes, form: Form, size: int) -> list[bytes]:
    cutter = Cutter(form)
    chunks = [content[at : at + size] for at in range(0, len(content), size)]
    return [row for chunk in chunks for row in cutter.cut(chunk)] + [*cutter.end()]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_rows_do_not_depend_on_where_chunks_end(size: int) -> None:
    assert cut(TABLE, Form.CSV, size) == [b"a;b", b'1;"x\ny"', b'2;"say ""hi"""', b"3;z"]
    assert cut(b'{"a":"\\""}\n{}\n', Form.NDJSON, size) == [b'{"a":"\\""}', b"{}"]


def test_a_quotation_mark_that_is_left_open_is_found_before_it_fills_the_memory() -> None:
    with pytest.raises(RowTooLong):
        cut(b'a;"b\n' + b"x\n" * 150_000, Form.CSV, 1000)


def test_cells_become_members_and_numbers_places_in_a_list() -> None:
    columns = Columns(b"a,b.c,b.d.1,b.d.0,e.0.f")
    assert columns.record(b'1,"x,y",2,,3') == {"a": "1", "b": {"c": "x,y", "d": ["2"]}, "e": [{"f": "3"}]}


@pytest.mark.parametrize("row", [b"1,2,3", b'1,"2', b"\xff,1"])
def test_a_row_that_the_columns_cannot_hold_is_refused_by_itself(row: bytes) -> None:
    with pytest.raises(RowUnreadable):
        Columns(b"a,b").record(row)


def test_a_value_has_no_members() -> None:
    with pytest.raises(RowUnreadable):
        Columns(b"a,a.b").record(b"1,2")


@pytest.mark.parametrize("header", [b"", b"a,a", b"a,,b", b"a b", b",".join(b"c%d" % n for n in range(301))])
def test_columns_are_named_each_once(header: bytes) -> None:
    with pytest.raises(ColumnsUnreadable):
        Columns(header)


@pytest.mark.parametrize("row", [b"[1]", b"1", b"{", b"\xff"])
def test_a_line_that_is_no_object_is_no_record(row: bytes) -> None:
    with pytest.raises(RowUnreadable):
        json_record(row)


def test_a_line_that_is_an_object_is_a_record() -> None:
    record: dict[str, Any] = json_record(b'{"a": {"b": 1}}')
    assert record == {"a": {"b": 1}}
