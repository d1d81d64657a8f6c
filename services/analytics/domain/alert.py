"""What somebody wants to hear of from the observatory."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from chassis.errors import Conflict, Forbidden, NotFound, Unacceptable
from contracts.fact import Fact
from contracts.flags import RedFlagRaised
from contracts.observatory import DataQualityGraded, TargetCrossed

MOST_ALERTS = 100
"""Of one key."""
EVERY_ORGANISATION = "*"
_MAY_SEE_FLAGS = frozenset({"flags:read", "flags:comment"})
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, max_length=254, pattern=r"^[^@\s\x00]{1,64}@[^@\s\x00]+\.[^@\s\x00]+$"
    ),
]
"""An address of electronic mail, in small letters."""


class AlertUnknown(NotFound):
    """The caller has no alert of this id."""


class TooManyAlerts(Conflict):
    """The caller has as many alerts as one key may have; end one of them first."""


class FilterUnfit(Unacceptable):
    """What the alert is about does not say this, so that nothing could be filtered by it."""


class FlagsNotShown(Forbidden):
    """Red flags are told to the organisation that they are about, by keys that may see or answer them."""


@dataclass(frozen=True)
class Listener:
    """Who wants to hear: a key with its scopes, and the organisation that it acts for (`*`: for every one)."""

    client: str
    scopes: frozenset[str]
    organisation: str | None


class AlertKind(StrEnum):
    """What is told: a target reached or lost, a red flag on the own procedures, a worse grade of data."""

    TARGET_CROSSED = "target-crossed"
    FLAG_RAISED = "flag-raised"
    GRADE_DROPPED = "grade-dropped"


_FILTERS = {
    AlertKind.TARGET_CROSSED: frozenset({"indicator", "buyer"}),
    AlertKind.FLAG_RAISED: frozenset({"buyer", "department"}),
    AlertKind.GRADE_DROPPED: frozenset({"department"}),
}


@dataclass(frozen=True)
class Interest:
    """What is listened for: None takes any."""

    kind: AlertKind
    indicator: str | None = None
    buyer: str | None = None
    department: str | None = None

    def must_fit(self) -> None:
        """Refuse a filter that facts of the kind do not have."""
        given = {name for name in ("indicator", "buyer", "department") if getattr(self, name) is not None}
        if unfit := sorted(given - _FILTERS[self.kind]):
            raise FilterUnfit(kind=self.kind, filters=unfit)

    def must_be_shown_to(self, caller: Listener) -> None:
        """Refuse flags to those who may not see them, or who belong to no organisation."""
        if self.kind is AlertKind.FLAG_RAISED and not (caller.scopes & _MAY_SEE_FLAGS and caller.organisation):
            raise FlagsNotShown


@dataclass(kw_only=True, eq=False)
class Alert:
    """An interest of one key, told on its own list, and by mail where it left an address."""

    id: UUID
    client: str
    organisation: str | None
    kind: AlertKind
    indicator: str | None
    buyer: str | None
    department: str | None
    email: str | None
    created_at: datetime
    revision: int = 1

    def hears(self, fact: Fact) -> bool:
        """Whether a fact is what it listens for."""
        if isinstance(fact, TargetCrossed):
            about = {"indicator": fact.indicator, "buyer": fact.slice.buyer}
            return self.kind is AlertKind.TARGET_CROSSED and self._takes(about)
        if isinstance(fact, RedFlagRaised):
            own = self.organisation in (EVERY_ORGANISATION, fact.buyer) and fact.buyer is not None
            about = {"buyer": fact.buyer, "department": fact.department}
            return self.kind is AlertKind.FLAG_RAISED and own and self._takes(about)
        if isinstance(fact, DataQualityGraded):
            dropped = fact.before is not None and fact.grade > fact.before
            return self.kind is AlertKind.GRADE_DROPPED and dropped and self._takes({"department": fact.department})
        return False

    def _takes(self, about: dict[str, str | None]) -> bool:
        return all(getattr(self, name) in (None, value) for name, value in about.items())


def ending_token(alert_id: UUID, secret: bytes) -> str:
    """What ends an alert without a key: every letter bears it."""
    return hmac.new(secret, f"end alert {alert_id}".encode(), hashlib.sha256).hexdigest()
