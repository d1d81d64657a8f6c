"""What time alone makes of an aggregate, and the column that says when."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, DateTime, Index, Table, event, text

Act = Callable[[Any, Sequence[UUID], datetime], Awaitable[None]]
"""(unit of work, ids, now): load the aggregates of these ids, which are locked, and let `now` reach them."""


@dataclass(frozen=True)
class Due:
    """One kind of aggregate that time moves: `table` has the columns `id` and `due_at`, `act` is the use case.

    Whatever is due is given to `act` in order of its instant and locked; the act moves `due_at` on, or to None.
    """

    name: str
    table: Table
    act: Act


def due_column() -> Column[datetime]:
    """The column of an aggregate's next due instant."""
    return Column("due_at", DateTime(timezone=True), comment="when time alone moves it next")


def due_index(table: str) -> Index:
    """The index by which the scheduler finds what is due; holds only what something is due for."""
    return Index(f"ix_{table}_due_at", "due_at", postgresql_where=text("due_at IS NOT NULL"))


def keep_due(kind: type[Any]) -> None:
    """Write what a mapped aggregate says of itself in `due_at` to its column, whenever it is written.

    The class is mapped with `due_at` under the name `kept_due_at`, which leaves the property to the domain.
    """

    def keep(_: object, __: object, one: Any) -> None:
        one.kept_due_at = one.due_at

    event.listen(kind, "before_insert", keep)
    event.listen(kind, "before_update", keep)
