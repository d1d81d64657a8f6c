"""Periods of a figure: contracts fall in one by the day they were notified (Europe/Paris)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

ALL = "all"
UNDATED = "undated"
ROLLING = "rolling-12"
_CALENDAR = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")
_DAYS = re.compile(r"(?P<first>[0-9]{4}-[0-9]{2}-[0-9]{2})\.\.(?P<last>[0-9]{4}-[0-9]{2}-[0-9]{2})", re.ASCII)
_MONTHS_A_YEAR = 12
_MONTHS_A_QUARTER = 3


def readable(name: str) -> str:
    """The name of a period as it is; raises `ValueError` where it names none."""
    if name not in (ALL, UNDATED, ROLLING) and not _CALENDAR.fullmatch(name) and not _days(name):
        msg = "a period is a year (2019), a quarter (2019-Q1), a month (2019-03), days, rolling-12, undated or all"
        raise ValueError(msg)
    return name


def _days(name: str) -> tuple[date, date] | None:
    """The first and last of the days that a name like 2019-03-01..2019-04-30 says, None where it says none."""
    read = _DAYS.fullmatch(name)
    if read is None:
        return None
    try:
        first, last = date.fromisoformat(read["first"]), date.fromisoformat(read["last"])
    except ValueError:
        return None
    return (first, last) if first <= last else None


def months_before(first: date, months: int) -> date:
    """The first day of the month that lies so many months before; a negative number leads forward."""
    year, month = divmod(first.year * _MONTHS_A_YEAR + first.month - 1 - months, _MONTHS_A_YEAR)
    return date(year, month + 1, 1)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; with neither every row, undated ones too, or these alone."""

    name: str
    first: date | None = None
    last: date | None = None

    @classmethod
    def named(cls, name: str, today: date) -> Self:
        """The period of a readable name; `rolling-12` is the twelve months that ended with the last whole one."""
        if name in (ALL, UNDATED):
            return cls(name)
        if name == ROLLING:
            end = today.replace(day=1)
            return cls(name, months_before(end, _MONTHS_A_YEAR), end - timedelta(days=1))
        days = _days(name)
        return cls(name, *days) if days else cls._of_calendar(name)

    def within(self, other: Self) -> Self | None:
        """The days that both have, None where there are none; a period without ends has all that the other has."""
        if self.first is None or other.first is None:
            return other if self.first is None else self
        assert self.last is not None
        assert other.last is not None
        first, last = max(self.first, other.first), min(self.last, other.last)
        if first > last:
            return None
        if (first, last) in {(one.first, one.last) for one in (self, other)}:
            return self if (first, last) == (self.first, self.last) else other
        return type(self)(f"{first}..{last}", first, last)

    @property
    def is_undated(self) -> bool:
        """Whether it is of the rows that tell no day."""
        return self.name == UNDATED

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
