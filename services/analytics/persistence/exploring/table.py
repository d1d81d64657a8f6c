"""A table to be written to a file: rows of a query, and what each of their cells holds."""

from dataclasses import dataclass

from services.analytics.domain.column import Column, Kind
from services.analytics.persistence.exploring.columns import source
from services.analytics.persistence.exploring.condition import EVERY, Condition


@dataclass(frozen=True)
class Cell:
    """One column of a file: its name, the SQL of its value, and what that is."""

    name: str
    sql: str
    kind: Kind


@dataclass(frozen=True)
class Table:
    """The rows `of` a table or query that meet a condition; `order` is SQL, None for as they are kept."""

    of: str
    cells: tuple[Cell, ...]
    wanted: Condition = EVERY
    order: str | None = None

    def select(self, expression: str) -> str:
        """The query of an expression over its rows."""
        order = f" ORDER BY {self.order}" if self.order else ""
        return f"SELECT {expression} FROM {self.of} WHERE {self.wanted.sql}{order}"


def cells(columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    """The cells of columns of contracts."""
    return tuple(Cell(column.name, source(column), column.kind) for column in columns)
