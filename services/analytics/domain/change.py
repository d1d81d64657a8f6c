"""What changed between two versions of a contract, field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One field, what it said and what it says now; None where nothing was said."""

    field: str
    before: Any
    after: Any


def changes(before: Document, after: Document) -> list[Change]:
    """The fields that say something else, in the order of their names.

    Members of a field are named after a point, such as `clauses.social`.
    """
    old, new = _leaves(before), _leaves(after)
    return [
        Change(name, old.get(name), new.get(name)) for name in sorted({*old, *new}) if old.get(name) != new.get(name)
    ]


def _leaves(document: Document, prefix: str = "") -> dict[str, Any]:
    """Values by name; lists and sums of money are compared whole."""
    found: dict[str, Any] = {}
    for name, value in document.items():
        if isinstance(value, Mapping) and "amount" not in value:
            found |= _leaves(value, f"{prefix}{name}.")
        elif not _is_nothing(value):
            found[f"{prefix}{name}"] = value
    return found


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, Sequence) and not value)
