"""Sending letters to suppliers: by day, on working days."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.due import Act
from chassis.mail import Mail
from chassis.notification import sending
from services.suppliers.domain.requests.quiet_hours import may_write, next_moment
from services.suppliers.persistence.unit_of_work import UnitOfWork


def writing(mail: Mail) -> Act:
    """What the scheduler does with letters that are due: one that was refused by day is not tried again at night."""
    send = sending(mail)

    async def write(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
        if may_write(now):
            await send(uow, ids, now)
            return
        async with uow:
            for notification in await uow.notifications.locked(ids):
                notification.wait(next_moment(now))

    return write
