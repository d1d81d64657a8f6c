"""When a letter that the mail did not take is handed to it again, whichever service wrote it."""

from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
_MOST_DOUBLINGS = 20


def next_attempt(failures: int, now: datetime) -> datetime:
    """When to try again after so many failures, at least one: after a pause that doubles up to a limit."""
    pause: timedelta = min(FIRST_PAUSE * 2 ** min(failures - 1, _MOST_DOUBLINGS), LONGEST_PAUSE)
    return now + pause
