"""Days are those of Paris, where the law counts them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def day_of(instant: datetime) -> date:
    """The day of an instant in Paris."""
    return instant.astimezone(PARIS).date()


def after(day: date) -> datetime:
    """The first instant after a day."""
    return datetime.combine(day + timedelta(days=1), time(), PARIS)
