"""Which values are set aside as not trusted, and by which rule."""

from collections import defaultdict
from fractions import Fraction
from math import log
from statistics import median

from tests.component.analytics.naive.ledger import Json

RULES = ("at-most-1-eur", "ten-times-the-estimate", "outlier-of-its-division", "100-million-and-more")
ENOUGH = 20
SCORE = 3 * 1.4826


class Trust:
    """The rules, with what is usual in each division of the CPV."""

    def __init__(self, contracts: list[Json]) -> None:
        logs: dict[str, list[float]] = defaultdict(list)
        for row in contracts:
            value = row["initial"]
            if row["cpv"] and value is not None and self._absolute(row, value, "initial") is None:
                logs[row["cpv"][:2]].append(log(value))
        self.usual = {division: _spread(told) for division, told in logs.items() if len(told) >= ENOUGH}

    def rule(self, row: Json, basis: str) -> str | None:
        """The first rule that sets the value of a contract aside."""
        value = row[basis]
        if value is None:
            return None
        absolute = self._absolute(row, value, basis)
        return RULES[2] if absolute in (None, RULES[3]) and self._odd(row, value) else absolute

    def _absolute(self, row: Json, value: Fraction, basis: str) -> str | None:
        if value <= 1:
            return RULES[0]
        if basis != "planned" and row["planned"] and value >= 10 * row["planned"]:
            return RULES[1]
        return RULES[3] if value >= 100_000_000 and not row["confirmed"] else None

    def _odd(self, row: Json, value: Fraction) -> bool:
        usual = self.usual.get((row["cpv"] or "")[:2])
        if usual is None or usual[1] == 0:
            return False
        return abs(log(value) - usual[0]) > SCORE * usual[1]


def _spread(logs: list[float]) -> tuple[float, float]:
    """Median, and median distance from it."""
    middle = median(logs)
    return middle, median(abs(one - middle) for one in logs)
