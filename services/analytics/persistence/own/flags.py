"""Red flags, the fences that hold for them, and what is said of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from services.analytics.domain.finding import Frozen
from services.analytics.domain.red_flag import Comment, FlagUnknown, RedFlag
from services.analytics.persistence.own.red_flag import flag_comment, frozen_fence, red_flag

_FENCE = (frozen_fence.c.comparison, frozen_fence.c.measure, frozen_fence.c.limit, frozen_fence.c.q1, frozen_fence.c.q3)


class Flags:
    """Every red flag that was ever raised."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_year(self, year: int) -> dict[UUID, RedFlag]:
        """The flags of a year by their identity, cleared ones too."""
        return {one.id: one for one in await self._session.scalars(select(RedFlag).where(red_flag.c.year == year))}

    async def get(self, flag_id: UUID) -> RedFlag:
        """A flag; raises `FlagUnknown`."""
        found = await self._session.get(RedFlag, flag_id)
        if found is None:
            raise FlagUnknown
        return found

    def add(self, flags: Iterable[RedFlag]) -> None:
        """Keep flags that are raised for the first time."""
        self._session.add_all(flags)

    async def fences(self, year: int) -> Sequence[Frozen]:
        """The fences frozen for a year."""
        query = select(*_FENCE, frozen_fence.c.seen).where(frozen_fence.c.year == year)
        return [Frozen(*row) for row in await self._session.execute(query.order_by(*_FENCE[:2]))]

    async def freeze(self, year: int, fences: Iterable[Frozen], at: datetime) -> None:
        """Keep fences for a year for ever; those that are kept already stay as they are."""
        rows = [{"year": year, "frozen_at": at, **vars(one)} for one in fences]
        if rows:
            await self._session.execute(upsert(frozen_fence).on_conflict_do_nothing(), rows)

    async def comment(self, comment: Comment) -> None:
        """Keep what a buyer says of a flag."""
        row = {name: value for name, value in vars(comment).items() if name != "revision"}
        await self._session.execute(insert(flag_comment).values(row))
