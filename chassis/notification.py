"""Letters that wait in the database until the mail takes them: each is written once for a cause, and sent once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, DateTime, Integer, MetaData, Table, Text, UniqueConstraint, Uuid

from chassis.due import due_column, due_index
from contracts.letters import next_attempt


@dataclass(kw_only=True, eq=False)
class Notification:
    """A letter to one person; `error` says why it did not go the last time.

    It is `about` an entity, for a `cause`: nobody is written to twice about the same for the same cause. A letter that
    was `handed_at` the mail and neither sent nor refused is doubtful: the process died in between, and it is not sent
    again.
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
    handed_at: datetime | None = None
    sent_at: datetime | None = None
    error: str | None = None

    def hand(self, now: datetime) -> None:
        """It is about to be given to the mail; whoever comes after leaves it alone."""
        self.attempts, self.handed_at, self.due_at, self.error = self.attempts + 1, now, None, None

    def sent(self, now: datetime) -> None:
        """The mail took it."""
        self.sent_at = now

    def failed(self, error: str, now: datetime) -> None:
        """The mail refused it: it is tried again, after a pause that doubles up to a limit."""
        self.handed_at, self.due_at, self.error = None, next_attempt(self.attempts, now), error[:500]

    def wait(self, moment: datetime) -> None:
        """It is sent later."""
        self.due_at = moment

    def drop(self, reason: str) -> None:
        """It is not sent at all, for what it is about is over."""
        self.due_at, self.error = None, reason[:500]


def notification_table(metadata: MetaData) -> Table:
    """The table of a service's letters."""
    return Table(
        "notification",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("about", Uuid, nullable=False, comment="what the letter is about"),
        Column("cause", Text, nullable=False, comment="what happened to it"),
        Column("recipient", Uuid, nullable=False, comment="who left the address"),
        Column("email", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("handed_at", DateTime(timezone=True), comment="to the mail"),
        Column("sent_at", DateTime(timezone=True)),
        Column("error", Text),
        due_column(),
        due_index("notification"),
        UniqueConstraint("about", "cause", "recipient"),
    )
