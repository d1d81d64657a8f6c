"""Tables that fill as they are asked: what is worked out once is looked up for all further candidates."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import exp2
from typing import Literal, NamedTuple

from contracts.reference.matching import Matching
from contracts.reference.regions import region_by_department
from services.suppliers.domain.matching.part import FULL


def agreeing(one: str, other: str) -> int:
    """How many first digits two CPV codes share, 0 to 8."""
    digits = min(len(one), len(other))
    while one[:digits] != other[:digits]:
        digits -= 1
    return digits


class Near(NamedTuple):
    """Of the codes asked the one nearest to a code: its level in thousandths, and how many first digits agree."""

    level: int
    asked: str
    theirs: str
    digits: int


class Nearest(dict[str, Near]):
    """By a code: of the codes asked the one nearest to it."""

    def __init__(self, codes: Sequence[str], levels: Sequence[int]) -> None:
        super().__init__()
        self._codes, self._levels = codes, levels

    def __missing__(self, code: str) -> Near:
        """Work it out."""
        alike = ((agreeing(asked, code), asked) for asked in self._codes)
        found = self[code] = max(Near(self._levels[digits], asked, code, digits) for digits, asked in alike)
        return found


class Inferred(dict[str, Near]):
    """The same of codes that follow from words alone, which are less certain, by thousandths."""

    def __init__(self, nearest: Nearest, certainty: int) -> None:
        super().__init__()
        self._nearest, self._certainty = nearest, certainty

    def __missing__(self, code: str) -> Near:
        """Work it out."""
        near = self._nearest[code]
        found = self[code] = near._replace(level=near.level * self._certainty // FULL)
        return found


class Recency(dict[int, float]):
    """By a day, counted from the year 1: how much of 1 is left, half of it after each half-life before the need."""

    def __init__(self, on: date, half_life_days: int) -> None:
        super().__init__()
        self._on, self._half_life_days = on.toordinal(), half_life_days

    def __missing__(self, day: int) -> float:
        """Work it out."""
        found = self[day] = exp2(-max(0, self._on - day) / self._half_life_days)
        return found


@lru_cache(maxsize=4)
def recency(on: date, half_life_days: int) -> Recency:
    """The table of a day, which all needs of the day share."""
    return Recency(on, half_life_days)


class Fields(dict[str, float]):
    """By the code of a contract: how near it is, from 0 to 1; `unsaid` where it is empty or none is asked for."""

    def __init__(self, nearest: Nearest, codes: Sequence[str], unsaid: float) -> None:
        super().__init__({"": unsaid})
        self._nearest, self._is_asked, self._unsaid = nearest, bool(codes), unsaid

    def __missing__(self, code: str) -> float:
        """Work it out."""
        found = self[code] = self._nearest[code].level / FULL if self._is_asked else self._unsaid
        return found


class Squares(dict[str, float]):
    """By the code of a contract: the square of how near it is."""

    def __init__(self, fields: Fields) -> None:
        super().__init__()
        self._fields = fields

    def __missing__(self, code: str) -> float:
        """Work it out."""
        found = self[code] = self._fields[code] ** 2
        return found


class Homes(dict[str | None, tuple[int, str]]):
    """By a département: the level of being established there, after what is said of it."""

    def __init__(self, department: str | None, weights: Matching) -> None:
        super().__init__()
        self._department, self._levels = department, weights.places
        self._region = region_by_department().get(department or "")

    def __missing__(self, own: str | None) -> tuple[int, str]:
        """Work it out."""
        saying: Literal["department", "region", "far"] = "far"
        if self._region is not None and region_by_department().get(own or "") == self._region:
            saying = "region"
        if own is not None and own == self._department:
            saying = "department"
        found = self[own] = (self._levels[saying], saying)
        return found
