"""How long a notice must stand before its deadline, and an award before its signature."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chassis.errors import Conflict, Unacceptable
from contracts.calendar import day_of, earliest_deadline, end_of

LAST_MINUTE = timedelta(minutes=1)
"""A deadline at 23:59 stands for the end of the day: no form takes 24:00."""


class NoticeTooShort(Unacceptable):
    """The time left for bids is shorter than the law allows."""


class DeadlinePassed(Unacceptable):
    """The deadline lies in the past."""


class DeadlineAhead(Conflict):
    """The time for bids has not run out."""


class StandstillRunning(Conflict):
    """The standstill between award and signature is not over."""


@dataclass(frozen=True)
class TimeLimit:
    """A number of days that a rule gives, with its article; one that does not bind only warns."""

    days: int
    article: str
    binding: bool = True

    def warnings(self, published: datetime, deadline: datetime) -> tuple[str, ...]:
        """What to keep on the record of a notice; refuses one that is under a binding limit.

        The last day counts to the end of its last hour (Reg. 1182/71 art. 3 §2 b).
        """
        last = earliest_deadline(day_of(published), self.days)
        if deadline >= end_of(last) - LAST_MINUTE:
            return ()
        if self.binding:
            raise self._too_short(last)
        return (f"The deadline comes before the end of {last}: under {self.days} days ({self.article}).",)

    def _too_short(self, earliest: date) -> NoticeTooShort:
        sentence = f"At least {self.days} days are due between publication and deadline: {earliest} at 23:59 or later."
        return NoticeTooShort(sentence, minimum_days=self.days, earliest=earliest.isoformat(), article=self.article)

    def must_be_over(self, awarded: date, signed: date) -> None:
        """Refuse a signature less than `days` days after the losers were told (délai de suspension)."""
        earliest = awarded + timedelta(days=self.days)
        if signed < earliest:
            sentence = f"The contract may be signed from {earliest} on ({self.article})."
            raise StandstillRunning(sentence, earliest=earliest.isoformat(), days=self.days, article=self.article)


def notice_warnings(published: datetime, deadline: datetime, limit: TimeLimit | None) -> tuple[str, ...]:
    """Warnings about the time given for bids; no limit is known for some procedures, a future deadline always is."""
    if deadline <= published:
        raise DeadlinePassed(deadline=deadline.isoformat())
    return limit.warnings(published, deadline) if limit else ()
