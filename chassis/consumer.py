"""The consumer: each fact has exactly one effect, written in one transaction with the offset it moves."""

import time
from collections.abc import Callable, Iterable, Mapping

import structlog
from sqlalchemy import text

from chassis.bus import Batch, Delivery, EventSource
from chassis.failpoints import failpoint
from chassis.failures import is_passing
from chassis.parking import Parking
from chassis.persistence import PLAN_ANEW, UnitOfWork
from chassis.reactions import Reactions

_log = structlog.get_logger()


_PLAN_ANEW = text(PLAN_ANEW)
"""A plan kept from when tables were small reads them whole, batch after batch, until they are next analysed."""
_OFFSET = text('SELECT next FROM consumer_offset WHERE topic = :topic AND "partition" = :partition')
_FIRST = text("""
    INSERT INTO consumer_offset (topic, "partition", next) VALUES (:topic, :partition, 0) ON CONFLICT DO NOTHING
""")
_MOVE = text("""
    UPDATE consumer_offset SET next = :end WHERE topic = :topic AND "partition" = :partition AND next = :start
""")
_VERSIONS = text("""
    SELECT subject, version FROM consumer_subject WHERE topic = :topic AND subject = ANY(CAST(:subjects AS text[]))
""")
_REMEMBER = text("""
    INSERT INTO consumer_subject (topic, subject, version)
    SELECT :topic, * FROM unnest(CAST(:subjects AS text[]), CAST(:versions AS bigint[]))
    ON CONFLICT (topic, subject) DO UPDATE SET version = excluded.version
""")


class OffsetMoved(RuntimeError):
    """Another consumer moved the offset, or a replay did: nothing was changed here; begin again at the new offset."""


class Gap(RuntimeError):
    """A fact came before one that precedes it in its entity."""


class Consumer:
    """Applies the facts of one topic in order. What cannot be applied is parked with the later facts of its key."""

    def __init__(self, source: EventSource, begin: Callable[[], UnitOfWork], reactions: Reactions) -> None:
        self._source, self._begin, self._reactions = source, begin, reactions
        self.topic = source.topic
        self.parking = Parking(source.topic)
        self.moved_at = time.monotonic()
        """When it last applied a fact, or found that none was due."""

    async def run(self) -> None:
        """Consume until cancelled; raises when the database or the bus is lost, or another consumer took over."""
        try:
            await self._source.start(self.offset)
            async for batch in self._source.batches():
                await self.take(batch)
                await self.release()
        finally:
            await self._source.close()

    async def until(self, heads: Mapping[int, int]) -> None:
        """Consume until every partition has reached its head, and not beyond."""
        try:
            await self._source.start(self.offset)
            if await self._reached(heads):
                return
            async for batch in self._source.batches():
                await self.take(batch.before(heads.get(batch.partition, 0)))
                if await self._reached(heads):
                    return
        finally:
            await self._source.close()

    async def _reached(self, heads: Mapping[int, int]) -> bool:
        return all([await self.offset(self.topic, partition) >= head for partition, head in heads.items()])

    async def behind(self) -> int:
        """How many facts are not yet applied."""
        heads = await self._source.heads()
        return sum([head - await self.offset(self.topic, partition) for partition, head in heads.items()])

    async def close(self) -> None:
        """Disconnect from the bus."""
        await self._source.close()

    async def offset(self, topic: str, partition: int) -> int:
        """The offset of the first fact not yet applied."""
        where = {"topic": topic, "partition": partition}
        async with self._begin() as uow:
            await uow.session.execute(_FIRST, where)
            return int((await uow.session.execute(_OFFSET, where)).scalar_one())

    async def take(self, batch: Batch) -> None:
        """Apply a batch in one transaction; fact by fact where the batch as a whole fails; raises `OffsetMoved`."""
        self.moved_at = time.monotonic()
        if not batch.deliveries:
            return
        try:
            await self._apply(batch)
        except OffsetMoved:
            raise
        except Exception as error:
            if is_passing(error):
                raise
            await self._one_by_one(batch)
        failpoint("consumer.committed")
        await self._source.done(batch)

    async def _one_by_one(self, batch: Batch) -> None:
        start = batch.start
        for one in batch.deliveries:
            alone = Batch(batch.topic, batch.partition, start, one.offset + 1, (one,))
            try:
                await self._apply(alone)
            except OffsetMoved:
                raise
            except Exception as error:
                if is_passing(error):
                    raise
                await self._park(alone, one, f"{type(error).__name__}: {error}")
            start = one.offset + 1

    async def _apply(self, batch: Batch) -> None:
        async with self._begin() as uow:
            await uow.session.execute(_PLAN_ANEW)
            await self._move(uow, batch)
            await self._apply_all(uow, batch)
            failpoint("consumer.applied")

    async def _move(self, uow: UnitOfWork, batch: Batch) -> None:
        """Compare and swap the offset: a zombie that lost its partition changes nothing."""
        where = {"topic": batch.topic, "partition": batch.partition, "start": batch.start, "end": batch.end}
        moved = await uow.session.execute(_MOVE, where)
        if moved.rowcount != 1:  # type: ignore[attr-defined]
            raise OffsetMoved(f"{batch.topic}/{batch.partition} is no longer at {batch.start}")

    async def _apply_all(self, uow: UnitOfWork, batch: Batch) -> None:
        versions = await self._versions(uow, batch.deliveries)
        waiting = await self.parking.keys(uow, {one.key for one in batch.deliveries})
        before = dict(versions)
        for one in batch.deliveries:
            if one.key in waiting:
                await self.parking.wait(uow, batch.partition, one)
            else:
                await self._apply_one(uow, one, versions)
        await self._reactions.finish(uow)
        await self._remember(uow, {subject: at for subject, at in versions.items() if before.get(subject) != at})

    async def _apply_one(self, uow: UnitOfWork, one: Delivery, versions: dict[str, int]) -> None:
        if one.envelope is None:
            raise ValueError(one.flaw)
        reached = versions.get(one.envelope.subject, 0)
        if one.envelope.version <= reached:
            return
        if one.envelope.version > reached + 1:
            raise Gap(f"{one.envelope.subject} is at version {reached}; this fact is its {one.envelope.version}")
        await self._reactions.apply(uow, one.envelope)
        versions[one.envelope.subject] = one.envelope.version

    async def _park(self, alone: Batch, one: Delivery, reason: str) -> None:
        _log.error("fact parked", topic=self.topic, offset=one.offset, parked=one.key, reason=reason)
        async with self._begin() as uow:
            await self._move(uow, alone)
            await self.parking.park(uow, alone.partition, one, reason)
        await self._source.dead_letter(one, reason)

    async def release(self) -> None:
        """Try again, in order, the facts of each key that an operator released."""
        async with self._begin() as uow:
            released = await self.parking.released(uow)
        for key in released:
            try:
                await self._retry(key)
            except Exception as error:
                if is_passing(error):
                    raise
                await self._failed_again(key, f"{type(error).__name__}: {error}")

    async def _retry(self, key: str) -> None:
        async with self._begin() as uow:
            parked = await self.parking.facts(uow, key)
            versions = await self._versions(uow, parked)
            for one in parked:
                await self._apply_one(uow, one, versions)
            await self._reactions.finish(uow)
            await self._remember(uow, versions)
            await self.parking.clear(uow, key)

    async def _failed_again(self, key: str, reason: str) -> None:
        async with self._begin() as uow:
            await self.parking.failed_again(uow, key, reason)

    async def _versions(self, uow: UnitOfWork, deliveries: Iterable[Delivery]) -> dict[str, int]:
        subjects = {one.envelope.subject for one in deliveries if one.envelope}
        rows = await uow.session.execute(_VERSIONS, {"topic": self.topic, "subjects": list(subjects)})
        return {row.subject: row.version for row in rows}

    async def _remember(self, uow: UnitOfWork, versions: Mapping[str, int]) -> None:
        if versions:
            columns = {"subjects": list(versions), "versions": list(versions.values())}
            await uow.session.execute(_REMEMBER, {"topic": self.topic, **columns})
