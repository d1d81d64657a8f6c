"""Rows as lines of a file, made by the database: no value passes through Python one by one."""

from services.analytics.domain.column import Kind
from services.analytics.persistence.exploring.columns import instant
from services.analytics.persistence.exploring.table import Cell

_RUN = "('=', '+', '-', '@', chr(9), chr(10), chr(13))"
"""How a text begins that a spreadsheet would run as a formula (OWASP, CSV injection)."""
_CONTROLS = r"[\x00-\x08\x0B\x0C\x0E-\x1F]"
"""What XML 1.0 cannot say."""
_EPOCH = "DATE '1899-12-30'"
"""Day 0 of spreadsheets (ECMA-376 18.17.4.1)."""
_NUMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.RATE})
_STYLES = {Kind.MONEY: 1, Kind.DAY: 2}


def as_json(cells: tuple[Cell, ...]) -> str:
    """SQL of a row as a JSON document; money and rates are decimal strings, never floats."""
    members = ", ".join(f"{one.name} := {_exact(one)}" for one in cells)
    return f"CAST(to_json(struct_pack({members})) AS VARCHAR)"


def as_csv(cells: tuple[Cell, ...]) -> str:
    """SQL of a row as a line of CSV (RFC 4180), without its end; texts are quoted, unknown values are empty."""
    return f"concat_ws(',', {', '.join(f'coalesce({_quoted(one)}, {_EMPTY})' for one in cells)})"


def as_sheet_row(cells: tuple[Cell, ...]) -> str:
    """SQL of a row of a worksheet (ECMA-376 18.3.1.73)."""
    return f"concat('<row>', {', '.join(_sheet_cell(one) for one in cells)}, '</row>')"


_EMPTY = "''"


def _exact(cell: Cell) -> str:
    if cell.kind in (Kind.MONEY, Kind.RATE):
        return f"CAST({cell.sql} AS VARCHAR)"
    return instant(cell.sql) if cell.kind is Kind.INSTANT else cell.sql


def _text(cell: Cell) -> str:
    """Its value as text; what a spreadsheet would run is kept from it by an apostrophe."""
    if cell.kind is Kind.LIST:
        return f"array_to_string({cell.sql}, ' ')"
    if cell.kind is not Kind.TEXT:
        return f"CAST({_exact(cell)} AS VARCHAR)"
    text = f"CAST({cell.sql} AS VARCHAR)"
    return f"CASE WHEN {text}[1] IN {_RUN} THEN '''' || {text} ELSE {text} END"


def _quoted(cell: Cell) -> str:
    if cell.kind not in (Kind.TEXT, Kind.LIST):
        return _text(cell)
    return f"""'"' || replace({_text(cell)}, '"', '""') || '"'"""


def _sheet_cell(cell: Cell) -> str:
    style = f' s="{_STYLES[cell.kind]}"' if cell.kind in _STYLES else ""
    if cell.kind in _NUMBERS or cell.kind is Kind.DAY:
        number = f"({cell.sql} - {_EPOCH})" if cell.kind is Kind.DAY else cell.sql
        shown = f"'<c{style}><v>' || CAST({number} AS VARCHAR) || '</v></c>'"
    elif cell.kind is Kind.FLAG:
        shown = f"""'<c t="b"><v>' || CAST(CAST({cell.sql} AS INTEGER) AS VARCHAR) || '</v></c>'"""
    else:
        shown = f"""'<c t="inlineStr"><is><t xml:space="preserve">' || {_escaped(_text(cell))} || '</t></is></c>'"""
    return f"coalesce({shown}, '<c/>')"


def _escaped(text: str) -> str:
    clean = f"regexp_replace({text}, '{_CONTROLS}', '', 'g')"
    return f"replace(replace(replace({clean}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
