"""Letters to suppliers, and where they are sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.identity import uuid7
from chassis.notification import Notification
from services.suppliers.domain.letter import Draft
from services.suppliers.domain.requests.invitation import CLOSED
from services.suppliers.persistence.tables import mailbox, notification

_DROP = text("""
    UPDATE notification SET due_at = NULL, error = :reason WHERE due_at <= :now
        AND about IN (SELECT id FROM sourcing_request WHERE status = 'closed')
""")


class Mailboxes:
    """Where suppliers are written to; known to nobody else."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def set(self, supplier_id: UUID, email: str, muted: Sequence[str]) -> None:
        """Write to a supplier at this address, but for letters of the kinds it does not want."""
        row = {"supplier_id": supplier_id, "email": email, "muted": tuple(muted)}
        change = {"email": email, "muted": tuple(muted)}
        await self._session.execute(
            insert(mailbox).values(row).on_conflict_do_update(index_elements=[mailbox.c.supplier_id], set_=change)
        )

    async def forget(self, supplier_id: UUID) -> None:
        """Write to a supplier no more."""
        await self._session.execute(delete(mailbox).where(mailbox.c.supplier_id == supplier_id))

    async def reachable(self, suppliers: Iterable[UUID], kind: str) -> dict[UUID, str]:
        """The addresses of those of these suppliers who want letters of this kind."""
        rows = await self._session.execute(select(mailbox).where(mailbox.c.supplier_id.in_(list(suppliers))))
        return {row.supplier_id: row.email for row in rows if kind not in row.muted}


class Notifications:
    """Every letter; each supplier gets one a cause."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def write(self, drafts: Sequence[Draft], now: datetime) -> None:
        """Write letters; one that was written already is not written again."""
        rows = [
            {
                "id": uuid7(),
                "about": one.about,
                "cause": one.cause,
                "recipient": one.recipient,
                "email": one.email,
                "subject": one.subject,
                "text": one.text,
                "attempts": 0,
                "due_at": now,
            }
            for one in drafts
        ]
        if rows:
            await self._session.execute(insert(notification).on_conflict_do_nothing(), rows)

    async def due(self, now: datetime, most: int) -> Sequence[Notification]:
        """Letters that are due and that nobody else has; those of closed requests are dropped."""
        await self._session.execute(_DROP, {"now": now, "reason": CLOSED})
        query = select(Notification).where(notification.c.due_at <= now).order_by(notification.c.due_at).limit(most)
        return (await self._session.scalars(query.with_for_update(skip_locked=True))).all()

    async def get(self, letter_id: UUID) -> Notification:
        """A letter that was handed to the mail."""
        return await self._session.get_one(Notification, letter_id)
