"""When suppliers may be written to: by day, on working days."""

from datetime import datetime, time, timedelta

from contracts.calendar import PARIS, is_working_day, next_working_day

MORNING, EVENING = time(8), time(20)
"""Between which hours of Paris letters are sent."""


def may_write(instant: datetime) -> bool:
    """Whether this is an hour of a working day at which letters are sent."""
    local = instant.astimezone(PARIS)
    return is_working_day(local.date()) and MORNING <= local.time() < EVENING


def next_moment(instant: datetime) -> datetime:
    """The instant itself where letters may be sent, else the next morning on which they may."""
    if may_write(instant):
        return instant
    local = instant.astimezone(PARIS)
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(next_working_day(day), MORNING, PARIS)


def next_morning(instant: datetime) -> datetime:
    """The first instant of the next working day at which letters are sent."""
    tomorrow = instant.astimezone(PARIS).date() + timedelta(days=1)
    return datetime.combine(next_working_day(tomorrow), MORNING, PARIS)
