"""Sending letters that gather what alerts told."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.due import Due
from chassis.mail import Letter, LetterNotSent, Mail
from chassis.persistence import UnitOfWork
from services.analytics.domain.alert import ending_token
from services.analytics.domain.digest import SUBJECT, Digest
from services.analytics.persistence.own.alert import digest
from services.analytics.persistence.own.alerts import Digests


def letters(mail: Mail, secret: bytes) -> Due:
    """What the scheduler does with letters that are due: each is sent once, or tried again later."""

    async def send(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
        async with uow:
            digests = Digests(uow.session)
            for one in await digests.locked(ids):
                await _send(mail, one, await digests.lines(one), secret, now)

    return Due("digest", digest, send)


async def _send(mail: Mail, one: Digest, lines: Sequence[tuple[UUID, str]], secret: bytes, now: datetime) -> None:
    """Hand it over; where every alert in it was ended, there is nothing to send."""
    try:
        if lines:
            await mail.send(Letter(str(one.id), one.email, SUBJECT, _text(lines, secret)))
    except LetterNotSent as error:
        one.failed(str(error), now)
    else:
        one.sent(now)


def _text(lines: Sequence[tuple[UUID, str]], secret: bytes) -> str:
    endings = {f"/fr/unsubscribe/alerts/{alert}/{ending_token(alert, secret)}" for alert, _ in lines}
    stop = "Pour ne plus être prévenu :"
    return "\n\n".join([*dict.fromkeys(line for _, line in lines), "\n".join([stop, *sorted(endings)])])
