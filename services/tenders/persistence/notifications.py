"""The letters that wait and those that went."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, cast, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.follower import FollowerKind
from services.tenders.domain.notification import Notice, Notification
from services.tenders.persistence.tables import notification as table
from services.tenders.persistence.tables import plan_follower, question, withdrawal

STOP = "\n\nPour ne plus suivre cet achat : /fr/unsubscribe"
_NO_ENDING: ColumnElement[str] = literal("")
_FILLED = ["id", "about", "cause", "recipient", "email", "subject", "text", "attempts", "due_at"]


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

    async def write_to_followers(self, entry_id: UUID, notice: Notice, now: datetime) -> None:
        """Write to everybody who follows an entry by mail, and say where they stop following it."""
        # a follower has no identity of its own but the token, the same whenever it follows this entry
        identity = cast(func.left(plan_follower.c.token, 32), Uuid)
        ending = literal(f"{STOP}/plan-entries/{entry_id}/followers/") + plan_follower.c.token
        left = (plan_follower.c.entry_id == entry_id) & (plan_follower.c.kind == FollowerKind.EMAIL)
        await self._write(entry_id, notice, now, select(identity, plan_follower.c.address).where(left), ending)

    async def locked(self, ids: Sequence[UUID]) -> Sequence[Notification]:
        """Letters that this transaction has locked already."""
        query = select(Notification).where(table.c.id.in_(ids)).order_by(table.c.due_at)
        return (await self._session.scalars(query)).all()

    async def _write(
        self,
        about: UUID,
        notice: Notice,
        now: datetime,
        people: Select[tuple[UUID, str]],
        ending: ColumnElement[str] = _NO_ENDING,
    ) -> None:
        person = people.add_columns(ending).subquery()
        identity, address, closing = person.c
        rows = select(
            func.gen_random_uuid(), literal(about), literal(notice.cause), identity, address,
            literal(notice.subject), literal(notice.text) + closing, literal(0), literal(now),
        )  # fmt: skip
        await self._session.execute(insert(table).from_select(_FILLED, rows).on_conflict_do_nothing())
