"""Conditions on contracts as SQL, and the values that they name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True)
class Condition:
    """SQL that is true of the rows taken, and its values by name: what people type is never part of the SQL."""

    sql: str = "true"
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def every(cls, conditions: Iterable["Condition"]) -> Self:
        """All of these at once."""
        given = [one for one in conditions if one.sql != "true"]
        values = {name: value for one in given for name, value in one.values.items()}
        return cls(" AND ".join(f"({one.sql})" for one in given) or "true", values)


EVERY = Condition()
"""Every row."""
