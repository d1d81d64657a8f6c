"""Facts that could not be applied: kept in order by key, with their reason, until an operator releases them."""

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select, text, update

from chassis.bus import Delivery, delivery
from chassis.persistence import UnitOfWork
from chassis.schema import parked_event
from contracts.envelope import Envelope

BEHIND = "waits for an earlier fact of its key"
_PARKED = text("SELECT DISTINCT key FROM parked_event WHERE topic = :topic AND key = ANY(CAST(:keys AS text[]))")
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 1))")


class Parking:
    """The parked facts of one topic, in the consumer's own transactions."""

    def __init__(self, topic: str) -> None:
        self._topic = topic
        self._here = parked_event.c.topic == topic

    async def keys(self, uow: UnitOfWork, keys: Iterable[str]) -> set[str]:
        """Which of these keys have parked facts; each is locked until the transaction ends."""
        asked = {"topic": self._topic, "keys": list(keys)}
        found = set((await uow.session.scalars(_PARKED, asked)).all())
        for key in sorted(found):
            await uow.session.execute(_LOCK, {"key": key})
        return set((await uow.session.scalars(_PARKED, asked)).all()) if found else found

    async def park(self, uow: UnitOfWork, partition: int, one: Delivery, reason: str) -> None:
        """Park a fact; later facts of its key will wait behind it."""
        row = {"topic": self._topic, "partition": partition, "offset": one.offset, "key": one.key}
        await uow.session.execute(insert(parked_event), [{**row, "payload": one.payload, "reason": reason}])

    async def wait(self, uow: UnitOfWork, partition: int, one: Delivery) -> None:
        """Put a fact behind the parked ones of its key; once is enough, however often it is delivered."""
        same = select(parked_event.c.id).where(
            self._here, parked_event.c.partition == partition, parked_event.c.offset == one.offset
        )
        if (await uow.session.scalar(same)) is None:
            await self.park(uow, partition, one, BEHIND)

    async def released(self, uow: UnitOfWork) -> list[str]:
        """Keys that an operator released."""
        query = select(parked_event.c.key).distinct().where(self._here, parked_event.c.released_at.is_not(None))
        return list((await uow.session.scalars(query)).all())

    async def facts(self, uow: UnitOfWork, key: str) -> list[Delivery]:
        """The parked facts of a key in their order; the key is locked until the transaction ends."""
        await uow.session.execute(_LOCK, {"key": key})
        query = select(parked_event).where(self._here, parked_event.c.key == key).order_by(parked_event.c.id)
        rows = (await uow.session.execute(query)).all()
        return [_delivered(row.offset, row.payload, key) for row in rows]

    async def clear(self, uow: UnitOfWork, key: str) -> None:
        """Forget the parked facts of a key: they were applied."""
        await uow.session.execute(delete(parked_event).where(self._here, parked_event.c.key == key))

    async def failed_again(self, uow: UnitOfWork, key: str, reason: str) -> None:
        """Keep a key parked, with the newest reason on its first fact."""
        first = select(func.min(parked_event.c.id)).where(self._here, parked_event.c.key == key).scalar_subquery()
        waiting = {"released_at": None, "attempts": parked_event.c.attempts + 1}
        await uow.session.execute(update(parked_event).where(self._here, parked_event.c.key == key).values(waiting))
        await uow.session.execute(update(parked_event).where(parked_event.c.id == first).values(reason=reason))


def _delivered(offset: int, payload: bytes, key: str) -> Delivery:
    return delivery(offset, lambda: payload, key, lambda: Envelope.from_structured(payload))
