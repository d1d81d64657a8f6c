"""The told tables as DuckDB keeps them: the same columns, without what only PostgreSQL needs."""

from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, Numeric, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.analytics.persistence.told import TOLD

_LEFT_OUT = frozenset({"state"})
"""The state of a contract is most of its bytes, and the columns say what figures need of it."""
_TYPES = {
    JSONB: "JSON",
    Uuid: "UUID",
    Text: "VARCHAR",
    Boolean: "BOOLEAN",
    Integer: "BIGINT",
    Date: "DATE",
    DateTime: "TIMESTAMPTZ",
}
_SEARCHED = {
    "holder_version": ("key", "identifier"),
    "supplier_version": ("identifier",),
    "tender_version": ("key", "plan_entry", "sourcing_request"),
}
"""Columns by which rows are found, where not by their key alone: an index finds twenty among a million at once."""


def columns(table: Table) -> dict[str, str]:
    """Name and DuckDB type of each column that is mirrored, in order."""
    return {column.name: _type(column) for column in table.columns if column.name not in _LEFT_OUT}


def _type(column: Column) -> str:  # type: ignore[type-arg]
    if isinstance(column.type, Numeric):
        return f"DECIMAL({column.type.precision},{column.type.scale})"
    return next(name for kind, name in _TYPES.items() if isinstance(column.type, kind))


def definitions() -> Iterator[str]:
    """The statements that make empty told tables."""
    for table in TOLD:
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns(table).items())
        yield f"CREATE TABLE told.{table.name} ({listed})"


def indexes() -> Iterator[str]:
    """The statements that make told rows be found; after they are loaded, for that is faster."""
    for table in TOLD:
        for column in _SEARCHED.get(table.name, ("key",)):
            yield f"CREATE INDEX told_{table.name}_{column} ON told.{table.name} ({column})"
