"""A bus in memory: facts come to the consumers in the batches that a test cuts."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from chassis.bus import Batch, Delivery, EventSource, Offsets, delivery
from chassis.consumer import Consumer
from chassis.part import Followed, Part
from chassis.persistence import Database
from contracts.envelope import Envelope
from services.analytics.application.reactions import reactions
from services.analytics.persistence.unit_of_work import UnitOfWork


@dataclass
class Log:
    """A topic of one partition: all that was told on it. As an `EventSource` it gives everything at once."""

    topic: str
    partition: int = 0
    facts: list[Envelope] = field(default_factory=list)
    may_park: bool = False

    async def start(self, offsets: Offsets) -> None: ...

    async def batches(self) -> AsyncIterator[Batch]:
        yield self.batch(0)

    def batch(self, start: int) -> Batch:
        deliveries = tuple(_delivered(start + number, fact) for number, fact in enumerate(self.facts[start:]))
        return Batch(self.topic, self.partition, start, len(self.facts), deliveries)

    async def done(self, batch: Batch) -> None: ...

    async def dead_letter(self, one: Delivery, reason: str) -> None:
        if not self.may_park:
            raise AssertionError(reason)

    async def heads(self) -> Mapping[int, int]:
        return {self.partition: len(self.facts)}

    async def close(self) -> None: ...


def _delivered(offset: int, fact: Envelope) -> Delivery:
    payload = fact.structured()
    return delivery(offset, lambda: payload, "", lambda: Envelope.model_validate(orjson.loads(payload)))


class Listener:
    """The observatory's consumer of one topic."""

    def __init__(self, database: Database, topic: str, partition: int = 0) -> None:
        self.log = Log(topic, partition)
        self._consumer = Consumer(self.log, lambda: UnitOfWork(database), reactions)

    async def hear(self, facts: Sequence[Envelope]) -> None:
        """Take one batch."""
        start = await self._consumer.offset(self.log.topic, self.log.partition)
        self.log.facts += facts
        await self._consumer.take(self.log.batch(start))


@dataclass(frozen=True)
class PartOfLogs(Part):
    """The service over logs in memory."""

    logs: tuple[Log, ...] = ()

    def source(self, followed: Followed, suffix: str = "") -> EventSource:
        return next(log for log in self.logs if log.topic == followed.topic)
