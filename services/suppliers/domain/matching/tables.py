"""Tables that fill as they are asked: what is worked out once is looked up for all further candidates."""

from collections.abc import Sequence
from datetime import date
from math import exp2

from services.suppliers.domain.matching.part import FULL


def agreeing(one: str, other: str) -> int:
    """How many first digits two CPV codes share, 0 to 8."""
    return next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), len(one))


class Nearest(dict[str, tuple[int, str]]):
    """By a code: of the codes asked the one nearest to it, after its level in thousandths."""

    def __init__(self, codes: Sequence[str], levels: Sequence[int]) -> None:
        super().__init__()
        self._codes, self._levels = codes, levels

    def __missing__(self, code: str) -> tuple[int, str]:
        """Work it out."""
        found = self[code] = max((self._levels[agreeing(asked, code)], asked) for asked in self._codes)
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


class Fields(dict[str | None, float]):
    """By the code of a contract: how near it is, from 0 to 1; `unsaid` where it has none or none is asked for."""

    def __init__(self, nearest: Nearest, codes: Sequence[str], unsaid: float) -> None:
        super().__init__({None: unsaid})
        self._nearest, self._is_asked, self._unsaid = nearest, bool(codes), unsaid

    def __missing__(self, code: str) -> float:
        """Work it out."""
        found = self[code] = self._nearest[code][0] / FULL if self._is_asked else self._unsaid
        return found
