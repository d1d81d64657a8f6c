"""The order in which contracts are listed."""

from dataclasses import dataclass

from chassis.errors import Unacceptable
from services.analytics.domain.column import COLUMNS, Column

MOST_KEYS = 3
NEWEST_FIRST = "-notified_on"


class SortUnknown(Unacceptable):
    """Contracts cannot be put in this order."""


@dataclass(frozen=True)
class Key:
    """A column to sort by; unknown values come last, whichever way."""

    column: Column
    descending: bool = False


def ordering(text: str) -> tuple[Key, ...]:
    """The keys of `-notified_on,title`, most important first; raises `SortUnknown`."""
    names = [one.strip() for one in text.split(",")]
    if len(names) > MOST_KEYS:
        raise SortUnknown(f"At most {MOST_KEYS} columns to sort by", most=MOST_KEYS)
    if len({name.lstrip("-") for name in names}) < len(names):
        raise SortUnknown("Each column once")
    return tuple(_key(name) for name in names)


def _key(name: str) -> Key:
    column = COLUMNS.get(name.removeprefix("-"))
    if column is None or not column.sortable:
        raise SortUnknown(f"Contracts are not sorted by {name.removeprefix('-')}", column=name.removeprefix("-"))
    return Key(column, name.startswith("-"))
