"""What somebody who left an address is written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.letters import next_attempt


@dataclass(frozen=True)
class Notice:
    """What is written to everybody whom a `cause` concerns; nobody is written to twice for one cause."""

    cause: str
    subject: str
    text: str


@dataclass(kw_only=True, eq=False)
class Notification:
    """A letter to one person, sent as soon as the mail takes it; `error` says why it did not the last time.

    It is `about` a tender or an entry of a purchase plan.
    """

    id: UUID
    about: UUID
    cause: str
    recipient: UUID
    email: str
    subject: str
    text: str
    due_at: datetime | None
    attempts: int = 0
    sent_at: datetime | None = None
    error: str | None = None

    def sent(self, now: datetime) -> None:
        """It was handed over."""
        self.attempts, self.sent_at, self.due_at, self.error = self.attempts + 1, now, None, None

    def failed(self, error: str, now: datetime) -> None:
        """It was not handed over: it is tried again, after a pause that doubles up to a limit."""
        self.attempts, self.error = self.attempts + 1, error[:500]
        self.due_at = next_attempt(self.attempts, now)
