"""The scheduler: applies every due transition once, at its instant, however many workers run."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, select

from chassis import telemetry
from chassis.aside import Aside
from chassis.due import Due
from chassis.failpoints import failpoint
from chassis.persistence import Database, UnitOfWork

CLOCK_SECONDS = 1.0
"""The longest sleep, and so the longest that something due soon after it was made known can wait."""
SHORTEST_SLEEP_SECONDS = 0.05
SANDBOX_SLEEP_SECONDS = 0.1
BATCH = 100

_log = structlog.get_logger()


class StillDue(RuntimeError):
    """An act left its aggregate due at the same instant, and would be applied for ever."""


class Queue:
    """What is due of one kind of aggregate, oldest instant first."""

    def __init__(self, service: str, database: Database, begin: Callable[[Database], UnitOfWork], due: Due) -> None:
        self._database, self._begin, self._due = database, begin, due
        self._id, self._due_at = due.table.c.id, due.table.c.due_at
        self._names = (service, due.name)
        self._aside = Aside()

    async def advance(self, now: datetime | None = None) -> int:
        """Apply one batch of what is due, and what failed earlier and may be tried again; how many moved."""
        moved = [await self._alone(one, now) for one in self._aside.again()]
        return sum(moved) + await self._batch(now)

    async def _batch(self, now: datetime | None) -> int:
        """All of a batch in one transaction; one by one where that fails, so that only the broken ones stay behind."""
        others = self._id.not_in(self._aside.ids)
        try:
            return await self._apply(others, now)
        except Exception as error:
            _log.warning("a batch of due acts failed, goes one by one", kind=self._due.name, error=repr(error))
        return sum([await self._alone(one, now) for one in await self._waiting(others, now)])

    async def _alone(self, one: UUID, now: datetime | None) -> int:
        try:
            moved = await self._apply(self._id == one, now)
        except Exception as error:
            failures = self._aside.put(one)
            _log.error("due act failed", kind=self._due.name, id=str(one), failures=failures, error=repr(error))
            return 0
        self._aside.forget(one)
        return moved

    async def _apply(self, which: ColumnElement[bool], now: datetime | None) -> int:
        """In one transaction: lock what is due and nobody else has, act, write the facts."""
        async with self._begin(self._database) as uow:
            now = now or await self._database.clock.read(uow.session)
            query = select(self._id, self._due_at).where(self._due_at <= now, which).order_by(self._due_at)
            locked = query.limit(BATCH).with_for_update(skip_locked=True)
            due = (await uow.session.execute(locked)).all()
            if not due:
                return 0
            await self._due.act(uow, [one for one, _ in due], now)
            await uow.flush()
            await self._must_have_moved(uow, due)
            failpoint("scheduler.applied")
        failpoint("scheduler.committed")
        for _, instant in due:
            telemetry.DUE_LATE.labels(*self._names).observe(self._lateness(instant, now))
        return len(due)

    async def _must_have_moved(self, uow: UnitOfWork, before: Sequence[tuple[UUID, datetime]]) -> None:
        query = select(self._id, self._due_at).where(self._id.in_([one for one, _ in before]))
        stuck = set(before) & set((await uow.session.execute(query)).all())
        if stuck:
            raise StillDue(", ".join(str(one) for one, _ in stuck))

    async def _waiting(self, which: ColumnElement[bool], now: datetime | None) -> Sequence[UUID]:
        async with self._begin(self._database) as uow:
            now = now or await self._database.clock.read(uow.session)
            query = select(self._id).where(self._due_at <= now, which).order_by(self._due_at).limit(BATCH)
            return (await uow.session.scalars(query)).all()

    def _lateness(self, instant: datetime, now: datetime) -> float:
        return max(self._database.clock.lasting(now - instant), 0.0)

    async def look(self) -> float:
        """Measure what waits; real seconds until the next instant, which may have passed."""
        query = select(self._id, self._due_at).where(self._due_at.is_not(None)).order_by(self._due_at)
        async with self._database.engine.connect() as connection:
            now = await self._database.clock.read(connection)
            found = (await connection.execute(query.limit(len(self._aside) + 1))).all()
        telemetry.DUE_FAILING.labels(*self._names).set(len(self._aside))
        telemetry.DUE_OLDEST.labels(*self._names).set(self._lateness(found[0][1], now) if found else 0)
        coming = [instant for one, instant in found if one not in self._aside]
        return self._database.clock.lasting(coming[0] - now) if coming else CLOCK_SECONDS


class Scheduler:
    """Gives each kind of aggregate its turn, then sleeps until the next due instant."""

    def __init__(
        self, service: str, database: Database, begin: Callable[[Database], UnitOfWork], dues: Sequence[Due]
    ) -> None:
        self._queues = [Queue(service, database, begin, due) for due in dues]
        speed = max(database.clock.speed, 1.0)
        self._longest = max(CLOCK_SECONDS / speed, SANDBOX_SLEEP_SECONDS)

    async def run(self) -> None:
        """Apply what becomes due, for ever."""
        while True:
            await self.catch_up()
            coming = min([await queue.look() for queue in self._queues], default=self._longest)
            await asyncio.sleep(min(max(coming, SHORTEST_SLEEP_SECONDS), self._longest))

    async def catch_up(self, now: datetime | None = None) -> int:
        """Apply all that is due, by the database's clock or at an instant; how many transitions that were."""
        moved = 0
        while batch := sum([await queue.advance(now) for queue in self._queues]):
            moved += batch
        return moved
