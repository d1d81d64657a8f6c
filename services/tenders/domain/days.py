"""Days as the law counts them: in the time of Paris."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chassis.errors import Unacceptable

PARIS = ZoneInfo("Europe/Paris")


class DateInTheFuture(Unacceptable):
    """What is recorded as done cannot bear a date to come."""


def day_of(instant: datetime) -> date:
    """The day in Paris on which an instant falls."""
    return instant.astimezone(PARIS).date()


def start_of(day: date) -> datetime:
    """The instant at which a day begins in Paris."""
    return datetime.combine(day, time.min, PARIS)


def end_of(day: date) -> datetime:
    """The instant at which a day ends in Paris."""
    return start_of(day + timedelta(days=1))


def must_be_past(day: date, today: date) -> None:
    """Refuse a day after `today`."""
    if day > today:
        raise DateInTheFuture(day=day.isoformat(), today=today.isoformat())
