"""Where each column of a contract comes from, and how it is written as text."""

from services.analytics.domain.column import Column, Kind

_FROM = {
    "notified_on": "day",
    "previous_on": "previous_any",
    "published_on": "published_day",
    "holder": "CASE WHEN natural_person THEN NULL ELSE holder END",
}
_SORT_LENGTH = 60
"""Letters of a text that decide its place: a cursor has to hold them."""
_DANGEROUS = r"^[=+\-@\t\r]"
"""How a cell begins that a spreadsheet would run as a formula (OWASP, CSV injection)."""


def source(column: Column) -> str:
    """SQL of its value."""
    return _FROM.get(column.name, column.name)


def plain(column: Column) -> str:
    """SQL of its value as JSON shows it: money as a decimal string, never a float."""
    value = source(column)
    if column.kind in (Kind.MONEY, Kind.RATE):
        return f"CAST({value} AS VARCHAR)"
    if column.kind is Kind.INSTANT:
        return instant(value)
    return value


def instant(value: str) -> str:
    """SQL of an instant as RFC 3339 writes it, in UTC."""
    return f"strftime(timezone('UTC', {value}), '%Y-%m-%dT%H:%M:%S.%fZ')"


def sortable(column: Column) -> str:
    """SQL of what decides its place: words regardless of accents and case."""
    if column.name in ("title", "holder"):
        letters = "folded" if column.name == "title" else f"lower(strip_accents({source(column)}))"
        return f"left({letters}, {_SORT_LENGTH})"
    if column.kind is Kind.TEXT and column.name not in ("contract_id", "procedure_id", "framework"):
        return f"left({source(column)}, {_SORT_LENGTH})"
    return source(column)


def cell(column: Column) -> str:
    """SQL of its value as text in a table: a text that a spreadsheet would run is kept from it by an apostrophe."""
    value = source(column)
    if column.kind is Kind.LIST:
        return f"array_to_string({value}, ' ')"
    if column.kind is not Kind.TEXT:
        return f"CAST({plain(column)} AS VARCHAR)"
    text = f"CAST({value} AS VARCHAR)"
    return f"CASE WHEN regexp_matches({text}, '{_DANGEROUS}') THEN '''' || {text} ELSE {text} END"


def document(columns: tuple[Column, ...]) -> str:
    """SQL of a row as a JSON document."""
    members = ", ".join(f"{column.name} := {plain(column)}" for column in columns)
    return f"CAST(to_json(struct_pack({members})) AS VARCHAR)"
