"""Letters that wait in the database until the mail takes them: each is written once for a cause, and sent once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import Column, DateTime, Integer, MetaData, Table, Text, UniqueConstraint, Uuid

from chassis.due import Act, due_column, due_index
from chassis.mail import Letter, LetterNotSent, Mail

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


@dataclass(kw_only=True, eq=False)
class Notification:
    """A letter to one person, sent as soon as the mail takes it; `error` says why it did not the last time.

    It is `about` an entity, for a `cause`: nobody is written to twice about the same for the same cause.
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
        pause = min(FIRST_PAUSE * 2 ** min(self.attempts, 20), LONGEST_PAUSE)
        self.attempts, self.due_at, self.error = self.attempts + 1, now + pause, error[:500]

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
        Column("sent_at", DateTime(timezone=True)),
        Column("error", Text),
        due_column(),
        due_index("notification"),
        UniqueConstraint("about", "cause", "recipient"),
    )


class Locked(Protocol):
    """The letters of a unit of work."""

    async def locked(self, ids: Sequence[UUID]) -> Sequence[Notification]:
        """Letters that this transaction has locked already, and that may still be sent."""


class Writing(Protocol):
    """A unit of work with letters."""

    notifications: Locked

    async def __aenter__(self) -> "Writing": ...

    async def __aexit__(self, *_: object) -> None: ...


def sending(mail: Mail) -> Act:
    """What the scheduler does with letters that are due: each is sent once, or tried again later."""

    async def send(uow: Writing, ids: Sequence[UUID], now: datetime) -> None:
        async with uow:
            for notification in await uow.notifications.locked(ids):
                await deliver(mail, notification, now)

    return send


async def deliver(mail: Mail, one: Notification, now: datetime) -> None:
    """Hand a letter over, and remember whether it was taken."""
    try:
        await mail.send(Letter(str(one.id), one.email, one.subject, one.text))
    except LetterNotSent as error:
        one.failed(str(error), now)
    else:
        one.sent(now)
