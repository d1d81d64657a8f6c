"""Rows of aggregates as plain statements read and write them, by the same tables as the ORM's."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Generic, TypeVar

import asyncpg
from sqlalchemy import Column, Enum, Table

from chassis.document import Document

Kind = TypeVar("Kind")


class PlainRows(Generic[Kind]):
    """One kind of aggregate and the columns that its fields are kept in; nothing tracks what is made of them."""

    def __init__(self, kind: type[Kind], table: Table) -> None:
        self._kind = kind
        names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
        self._columns = [column for column in table.columns if column.name in names]
        self.names = ", ".join(column.name for column in self._columns)
        """The columns, as a statement lists them."""
        self.places = ", ".join(f"${place}" for place, _ in enumerate(self._columns, 1))
        """The place of each column's value in a statement that writes them all."""

    def read(self, row: asyncpg.Record) -> Kind:
        """The aggregate of a row."""
        return self._kind(**{column.name: _read(column, row[column.name]) for column in self._columns})

    def written(self, one: Kind) -> Iterator[Any]:
        """The values of an aggregate, in the order of the columns."""
        return (written(column, getattr(one, column.name)) for column in self._columns)


def _read(column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, Enum) and column.type.enum_class:
        return column.type.enum_class(value)
    if isinstance(column.type, Document) and value is not None:
        return column.type.parsed(value)
    return value


def written(column: Column[Any], value: Any) -> Any:
    """A value as a plain statement gives it to a column."""
    if isinstance(column.type, Document) and value is not None:
        return column.type.written(value)
    return value
