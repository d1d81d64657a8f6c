"""Sending letters to suppliers: by day, on working days, and each at most once."""

from datetime import datetime

from chassis.chore import Chore
from chassis.failpoints import failpoint
from chassis.mail import Letter, LetterNotSent, Mail
from chassis.notification import Notification
from chassis.persistence import Database
from services.suppliers.domain.requests.quiet_hours import may_write, next_moment
from services.suppliers.persistence.unit_of_work import UnitOfWork

SECONDS = 1.0
BATCH = 50
"""Letters that are put off at once."""


def writing(mail: Mail) -> Chore:
    """Send the letters that are due, again and again."""

    async def write(database: Database) -> None:
        await write_letters(mail, database)

    return Chore("letters", SECONDS, write)


async def write_letters(mail: Mail, database: Database, now: datetime | None = None) -> None:
    """Send every letter that is due, by the database's clock or at an instant.

    A letter is marked before the mail is given it: a process that dies in between leaves it doubtful, never sent twice.
    """
    while letter := await _handed(database, now):
        failpoint("letter.handed")
        await _send(mail, database, letter, now)


async def _handed(database: Database, now: datetime | None) -> Notification | None:
    """The next letter, which nobody else will send; those due at night wait for the morning."""
    async with UnitOfWork(database) as uow:
        instant = now or await database.clock.read(uow.session)
        by_day = may_write(instant)
        due = await uow.notifications.due(instant, 1 if by_day else BATCH)
        for letter in due:
            letter.hand(instant) if by_day else letter.wait(next_moment(instant))
    return due[0] if by_day and due else None


async def _send(mail: Mail, database: Database, letter: Notification, now: datetime | None) -> None:
    refused: str | None = None
    try:
        await mail.send(Letter(str(letter.id), letter.email, letter.subject, letter.text))
    except LetterNotSent as error:
        refused = str(error)
    failpoint("letter.sent")
    async with UnitOfWork(database) as uow:
        instant = now or await database.clock.read(uow.session)
        kept = await uow.notifications.get(letter.id)
        if refused is None:
            kept.sent(instant)
        else:
            kept.failed(refused, instant)
