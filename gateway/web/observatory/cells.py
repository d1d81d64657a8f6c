"""How what the observatory tells of a contract is written, by the kind of its column."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from gateway.web.observatory import filters
from gateway.web.visit import Visit

_NAMED = ("department", "area", "procedure", "nature", "technique", "size", "place", "territory", "commune", "cpv")


class Cells:
    """Writes cells in the language of a visit, with the names that the dimensions give."""

    def __init__(self, visit: Visit, dimensions: Mapping[str, Any]) -> None:
        self._visit = visit
        self._names = {name: dict(filters.values_of(visit, dimensions, name)) for name in _NAMED}

    def name(self, dimension: str, value: str | None) -> str:
        """What a value of a dimension is called."""
        known = self._names.get(dimension, {})
        return "–" if value is None else known.get(value, value)

    def shown(self, column: str, kind: str, value: Any) -> str:
        """A cell; a dash where nobody says."""
        if value is None:
            return "–"
        lang = self._visit.language
        written: dict[str, Callable[[Any], str]] = {
            "money": lang.money,
            "day": lang.short_day,
            "instant": lang.instant,
            "count": lang.number,
            "flag": self._flag,
            "rate": self._rate,
            "list": lang.listed,
        }
        return written[kind](value) if kind in written else self.name(column, str(value))

    def _flag(self, said: bool) -> str:
        return str(self._visit.language.t("yes" if said else "no"))

    def _rate(self, rate: str) -> str:
        """A share from 0 to 1."""
        return self._visit.language.percent(Decimal(rate) * 100)
