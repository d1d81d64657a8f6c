"""Days as the observatory counts them: in the time of Paris."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def day_of(instant: datetime) -> date:
    """The day in Paris on which an instant falls."""
    return instant.astimezone(PARIS).date()
