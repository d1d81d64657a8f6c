"""Days in Paris, the French working-day calendar, and how a legal period counts on it (Reg. (EEC, Euratom) 1182/71)."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
"""The zone in which days are counted."""
_DAY = timedelta(days=1)
_SATURDAY = 5
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Days from Easter Sunday to Easter Monday, Ascension and Whit Monday."""
_TWO_WORKING_DAYS = 2


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, centuries_left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, years_left = divmod(rest, 4)
    weekday = (32 + 2 * centuries_left + 2 * leaps - epact - years_left) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The eleven public holidays (jours fériés) of a year: code du travail L3133-1."""
    moving = (easter(year) + _DAY * days for days in _AFTER_EASTER)
    return frozenset([*(date(year, month, day) for month, day in _FIXED), *moving])


def is_working_day(day: date) -> bool:
    """Any day but Saturdays, Sundays and public holidays (reg. 1182/71 art. 2)."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def earliest_deadline(published: date, days: int) -> date:
    """The last day of a period of `days` days from dispatch: it runs until midnight at the end of that day.

    The day of dispatch does not count (reg. 1182/71 art. 3 §1); a last day that is a Saturday, a Sunday or a public
    holiday gives way to the next working day (§4); two days or more hold at least two working days (§5).
    """
    last = next_working_day(published + _DAY * days)
    counted = (published + _DAY * number for number in range(1, (last - published).days + 1))
    if days >= _TWO_WORKING_DAYS and sum(map(is_working_day, counted)) < _TWO_WORKING_DAYS:
        return next_working_day(last + _DAY)
    return last


def day_of(instant: datetime) -> date:
    """The day in Paris on which an instant falls."""
    return instant.astimezone(PARIS).date()


def start_of(day: date) -> datetime:
    """The instant at which a day begins in Paris."""
    return datetime.combine(day, time.min, PARIS)


def end_of(day: date) -> datetime:
    """The instant at which a day ends in Paris, and the next one begins."""
    return start_of(day + _DAY)
