"""The letters that wait and those that went."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.notification import Notice, Notification
from services.tenders.persistence.tables import notification as table
from services.tenders.persistence.tables import question, withdrawal

_FILLED = ["id", "tender_id", "cause", "recipient", "email", "subject", "text", "attempts", "due_at"]


class Notifications:
    """Every letter; each person gets one a cause."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def write_to_withdrawers(self, tender_id: UUID, notice: Notice, now: datetime) -> None:
        """Write to everybody who took the documents and left an address."""
        left = (withdrawal.c.tender_id == tender_id) & withdrawal.c.email.is_not(None)
        await self._write(tender_id, notice, now, select(withdrawal.c.id, withdrawal.c.email).where(left))

    async def write_to_asker(self, tender_id: UUID, question_id: UUID, notice: Notice, now: datetime) -> None:
        """Write to whoever asked, if they left an address."""
        left: ColumnElement[bool] = (question.c.id == question_id) & question.c.email.is_not(None)
        await self._write(tender_id, notice, now, select(question.c.id, question.c.email).where(left))

    async def locked(self, ids: Sequence[UUID]) -> Sequence[Notification]:
        """Letters that this transaction has locked already."""
        query = select(Notification).where(table.c.id.in_(ids)).order_by(table.c.due_at)
        return (await self._session.scalars(query)).all()

    async def _write(self, tender_id: UUID, notice: Notice, now: datetime, people: Select[tuple[UUID, str]]) -> None:
        person = people.subquery()
        rows = select(
            func.gen_random_uuid(), literal(tender_id), literal(notice.cause), person.c.id, person.c.email,
            literal(notice.subject), literal(notice.text), literal(0), literal(now),
        )  # fmt: skip
        await self._session.execute(insert(table).from_select(_FILLED, rows).on_conflict_do_nothing())
