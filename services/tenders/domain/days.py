"""Days of what is recorded as done."""

from datetime import date

from chassis.errors import Unacceptable


class DateInTheFuture(Unacceptable):
    """What is recorded as done cannot bear a date to come."""


def must_be_past(day: date, today: date) -> None:
    """Refuse a day after `today`."""
    if day > today:
        raise DateInTheFuture(day=day.isoformat(), today=today.isoformat())
