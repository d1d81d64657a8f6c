"""All facts in a list, each once, as far as they were known on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from contracts.envelope import Envelope

PARIS = ZoneInfo("Europe/Paris")
Json = dict[str, Any]


def day_of(instant: datetime | str) -> date:
    """The day in Paris on which an instant falls."""
    moment = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return moment.astimezone(PARIS).date()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def a_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Said:
    """One fact: the `version`-th of its subject."""

    kind: str
    subject: str
    version: int
    key: str
    at: datetime
    recorded: datetime
    data: Json

    @property
    def day(self) -> date:
        return day_of(self.at)


class Ledger:
    """Facts by subject and version, whatever the order and however often they came.

    `known_on` leaves out what was recorded after that day, `as_of` what came about after that one.
    """

    def __init__(self, facts: Iterable[Envelope], known_on: date | None = None, as_of: date | None = None) -> None:
        self.as_of = as_of
        once = {(fact.subject, fact.version): _said(fact) for fact in facts}
        known = (once[name] for name in sorted(once))
        self.known = [one for one in known if known_on is None or day_of(one.recorded) <= known_on]

    def came_about(self, day: date | None) -> bool:
        """Whether something of that day had come about; of what has no day nobody can say, and it counts."""
        return self.as_of is None or day is None or day <= self.as_of

    @cached_property
    def true(self) -> list[Said]:
        """What had come about, each fact by its own instant."""
        return [one for one in self.known if self.came_about(one.day)]

    def of(self, *kinds: str) -> list[Said]:
        """Facts of these kinds that had come about, by subject and version."""
        return [one for one in self.true if one.kind in kinds]

    def last(self, *kinds: str) -> dict[str, Said]:
        """The last of them about each subject."""
        return {one.subject: one for one in self.of(*kinds)}


def _said(fact: Envelope) -> Said:
    kind = fact.type.split(".")[-2]
    return Said(kind, fact.subject, fact.version, fact.partitionkey, fact.time, fact.recordedtime, fact.data)
