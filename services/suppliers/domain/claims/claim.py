"""A claim of a profile, from its evidence to a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chassis.errors import Conflict, NotFound
from contracts.vocabulary import Text


class ClaimStatus(StrEnum):
    """Where a claim stands."""

    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"
    REVOKED = "revoked"


NEXT: Mapping[ClaimStatus, frozenset[ClaimStatus]] = {
    ClaimStatus.PENDING: frozenset({ClaimStatus.GRANTED, ClaimStatus.REFUSED}),
    ClaimStatus.GRANTED: frozenset({ClaimStatus.REVOKED}),
    ClaimStatus.REFUSED: frozenset(),
    ClaimStatus.REVOKED: frozenset(),
}


class ClaimNotFound(NotFound):
    """There is no such claim."""


class ClaimDecided(Conflict):
    """The claim does not stand where this would be possible."""


class AlreadyClaimed(Conflict):
    """This key speaks for the supplier already, or waits for a decision."""


@dataclass(frozen=True)
class Claimant:
    """A key, by its name, and the organisation that it belongs to."""

    client: str
    organisation: str | None


@dataclass(kw_only=True, eq=False)
class Claim:
    """Somebody says that it speaks for a supplier, with what shows it; several may speak for one supplier.

    What it says then counts as the company's own word, which no register overwrites.
    """

    id: UUID
    supplier_id: UUID
    client: str
    organisation: str | None
    evidence: Text
    made_at: datetime
    status: ClaimStatus = ClaimStatus.PENDING
    reason: Text | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    changes: int = 1

    @property
    def revision(self) -> int:
        """What its entity tag shows."""
        return self.changes

    def grant(self, reason: Text, *, by: str, now: datetime) -> None:
        """Let the claimant speak for the supplier."""
        self._decide(ClaimStatus.GRANTED, reason, by, now)

    def refuse(self, reason: Text, *, by: str, now: datetime) -> None:
        """Find that the evidence does not show it."""
        self._decide(ClaimStatus.REFUSED, reason, by, now)

    def revoke(self, reason: Text, *, by: str, now: datetime) -> None:
        """Let the claimant speak for the supplier no more."""
        self._decide(ClaimStatus.REVOKED, reason, by, now)

    def _decide(self, status: ClaimStatus, reason: Text, by: str, now: datetime) -> None:
        if status not in NEXT[self.status]:
            raise ClaimDecided(status=self.status.value)
        self.status, self.reason, self.decided_by, self.decided_at = status, reason, by, now
        self.changes += 1
