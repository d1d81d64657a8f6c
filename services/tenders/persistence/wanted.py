"""What a read asks for: conditions, their values, and the page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.paging import InvalidCursor, Page, counting


class Wanted:
    """The conditions of a query and their values."""

    def __init__(self, *values: Any) -> None:
        self.values = list(values)
        self._conditions: list[str] = []

    @property
    def where(self) -> str:
        """The conditions as a clause."""
        return f" WHERE {' AND '.join(self._conditions)}" if self._conditions else ""

    def place(self, value: Any) -> str:
        """The placeholder of a further value."""
        self.values.append(value)
        return f"${len(self.values)}"

    def add(self, condition: str) -> None:
        """Ask for one thing more."""
        self._conditions.append(condition)

    def add_filters(self, filters: Mapping[str, Any]) -> None:
        """Ask for columns to have these values; None asks for nothing."""
        for column, value in filters.items():
            if value is not None:
                self.add(f"{column} = {self.place(value)}")

    def add_value(self, condition: str, value: Any | None) -> None:
        """Ask for a condition in which `{}` stands for the value; None asks for nothing."""
        if value is not None:
            self.add(condition.format(self.place(value)))

    def on(self, select: str, page: Page) -> str:
        """The query of a page in the order of the identity: `select`, the conditions, and one row more than asked.

        No column that is selected may be named `id`: PostgreSQL would sort by that text, and read every row to do so.
        """
        if page.edge is not None:
            self.add(f"id {page.comparison} {self.place(identity(page.edge))}")
        return f"{select}{self.where} ORDER BY id {page.order} LIMIT {page.limit + 1}"

    def total(self, table: str) -> str:
        """The query of how many rows of a table there are on all pages."""
        return counting(f"SELECT FROM {table}{self.where}")


def identity(edge: str) -> UUID:
    """The key at which a page goes on; raises `InvalidCursor`."""
    try:
        return UUID(edge)
    except ValueError as error:  # signed by us, but for another collection
        raise InvalidCursor from error
