"""Periods of a figure: contracts fall in one by the day they were notified (Europe/Paris)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

ALL = "all"
ROLLING = "rolling-12"
_CALENDAR = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")
_MONTHS_A_YEAR = 12
_MONTHS_A_QUARTER = 3


def readable(name: str) -> str:
    """The name of a period as it is; raises `ValueError` where it names none."""
    if name not in (ALL, ROLLING) and not _CALENDAR.fullmatch(name):
        msg = "a period is a year (2019), a quarter (2019-Q1), a month (2019-03), rolling-12 or all"
        raise ValueError(msg)
    return name


def months_before(first: date, months: int) -> date:
    """The first day of the month that lies so many months before; a negative number leads forward."""
    year, month = divmod(first.year * _MONTHS_A_YEAR + first.month - 1 - months, _MONTHS_A_YEAR)
    return date(year, month + 1, 1)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; with neither, every contract, undated ones too."""

    name: str
    first: date | None = None
    last: date | None = None

    @classmethod
    def named(cls, name: str, today: date) -> Self:
        """The period of a readable name; `rolling-12` is the twelve months that ended with the last whole one."""
        if name == ALL:
            return cls(name)
        if name == ROLLING:
            end = today.replace(day=1)
            return cls(name, months_before(end, _MONTHS_A_YEAR), end - timedelta(days=1))
        return cls._of_calendar(name)

    @classmethod
    def _of_calendar(cls, name: str) -> Self:
        read = _CALENDAR.fullmatch(readable(name))
        assert read is not None
        length, month = _MONTHS_A_YEAR, 1
        if read["quarter"]:
            length, month = _MONTHS_A_QUARTER, 1 + (int(read["quarter"]) - 1) * _MONTHS_A_QUARTER
        elif read["month"]:
            length, month = 1, int(read["month"])
        first = date(int(read["year"]), month, 1)
        return cls(name, first, months_before(first, -length) - timedelta(days=1))

    @property
    def year(self) -> int | None:
        """The year whose targets it is measured by; None for all time."""
        return self.last.year if self.last else None
