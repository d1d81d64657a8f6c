"""Those who follow entries of purchase plans."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.follower import Follower, FollowerKind
from services.tenders.persistence.tables import plan_follower as table


class Followers:
    """Every follower of every entry."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, entry_id: UUID, follower: Follower, token: str, now: datetime) -> None:
        """Keep a follower; one that is kept already stays as it is."""
        row = {"entry_id": entry_id, **vars(follower), "token": token, "followed_at": now}
        await self._session.execute(insert(table).values(row).on_conflict_do_nothing())

    async def reachable(self, entries: Iterable[UUID]) -> Sequence[UUID]:
        """Those of these entries that are followed by somebody who left an address."""
        by_mail = (table.c.entry_id.in_(list(entries))) & (table.c.kind == FollowerKind.EMAIL)
        return (await self._session.scalars(select(table.c.entry_id).where(by_mail).distinct())).all()

    async def remove(self, entry_id: UUID, token: str) -> None:
        """Forget the follower who was given this token, if there is one."""
        await self._session.execute(delete(table).where(table.c.entry_id == entry_id, table.c.token == token))
