"""One suite for both buses: exactly one effect per fact, in order, whatever dies, repeats or chokes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import pytest

from chassis import replay
from chassis.bus import Batch, EventSource
from chassis.consumer import Consumer, OffsetMoved
from chassis.operations import parked_counts
from chassis.persistence import Database
from chassis.relay import Relay
from chassis.worker import forever
from tests.component.chassis.buses import Bus, feed_bus, kafka_bus
from tests.component.chassis.counting import Counting, a_counter, count, projection, reactions
from tests.waiting import until as eventually


@pytest.fixture(params=["feed", pytest.param("kafka", marks=[pytest.mark.kafka])])
async def bus(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Bus]:
    """Each bus in turn, with a relay at work behind it."""
    made = feed_bus(database) if request.param == "feed" else kafka_bus(request.getfixturevalue("kafka_bootstrap"))
    async with made as opened:
        relay = asyncio.create_task(forever("relay", Relay(database, opened.sink()).run))
        yield opened
        relay.cancel()
        await asyncio.gather(relay, return_exceptions=True)


def a_consumer(database: Database, source: EventSource, poisoned: dict[str, bool] | None = None) -> Consumer:
    return Consumer(source, lambda: Counting(database), reactions(poisoned))


@asynccontextmanager
async def consuming(consumer: Consumer) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(forever("consumer", consumer.run))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def names(database: Database) -> Mapping[str, str]:
    rows = await database.reads.fetch("SELECT subject, names FROM tally")
    return {row["subject"]: row["names"] for row in rows}


def tallied(database: Database, expected: int) -> Callable[[], object]:
    async def enough() -> bool:
        return (await database.reads.fetchval("SELECT coalesce(sum(counts), 0) FROM tally")) >= expected

    return enough


def upto(last: int) -> str:
    return ",".join(str(number) for number in range(1, last + 1))


async def test_every_fact_has_one_effect_in_the_order_of_its_entity(database: Database, bus: Bus) -> None:
    async with consuming(a_consumer(database, bus.source())):
        counters = [await a_counter(database, counts=3) for _ in range(10)]
        for one in counters:
            await count(database, one)
        await eventually(tallied(database, 40))
    assert await names(database) == {str(one): upto(4) for one in counters}


async def test_a_consumer_that_starts_again_goes_on_where_its_effects_ended(database: Database, bus: Bus) -> None:
    one = await a_counter(database, counts=5)
    async with consuming(a_consumer(database, bus.source())):
        await eventually(tallied(database, 5))
    await count(database, one)
    async with consuming(a_consumer(database, bus.source())):
        await eventually(tallied(database, 6))
    assert await names(database) == {str(one): upto(6)}


class Repeating:
    """A bus that delivers each batch twice under new offsets, as after a topic was copied."""

    def __init__(self, source: EventSource) -> None:
        self._source, self.topic = source, source.topic
        self._offsets: dict[int, int] = {}

    def __getattr__(self, name: str) -> object:
        return getattr(self._source, name)

    async def batches(self) -> AsyncIterator[Batch]:
        async for batch in self._source.batches():
            for _ in range(2 if batch.deliveries else 1):
                start = self._offsets.get(batch.partition, 0)
                end = start + (batch.end - batch.start)
                self._offsets[batch.partition] = end
                yield Batch(batch.topic, batch.partition, start, end, batch.deliveries)

    async def done(self, batch: Batch) -> None:
        """The offsets are invented: nothing to commit."""


async def test_a_fact_delivered_again_has_no_second_effect(database: Database, bus: Bus) -> None:
    one = await a_counter(database, counts=5)
    consumer = a_consumer(database, Repeating(bus.source()))  # type: ignore[arg-type]
    async with consuming(consumer):
        await eventually(tallied(database, 5))
        await count(database, one)
        await eventually(tallied(database, 6))
    assert await names(database) == {str(one): upto(6)}


async def test_a_zombie_whose_offset_was_moved_changes_nothing(database: Database, bus: Bus) -> None:
    one = await a_counter(database, counts=2)
    zombie, stale = a_consumer(database, bus.source()), asyncio.Event()

    async def take_the_first_batch(source: EventSource) -> Batch:
        await source.start(zombie.offset)
        async for batch in source.batches():
            if batch.deliveries:
                stale.set()
                return batch
        raise AssertionError("no batch")

    source = bus.source()
    batch = await take_the_first_batch(source)
    await source.close()
    async with consuming(a_consumer(database, bus.source())):
        await eventually(tallied(database, 2))
    with pytest.raises(OffsetMoved):
        await zombie.take(batch)
    assert await names(database) == {str(one): upto(2)}


async def test_a_fact_that_cannot_be_applied_parks_its_key_and_the_others_move_on(database: Database, bus: Bus) -> None:
    poisoned = {"now": True}
    bad = await a_counter(database, counts=12)
    async with consuming(a_consumer(database, bus.source(), poisoned)):
        await count(database, bad)
        await count(database, bad)
        good = await a_counter(database, counts=3)
        await eventually(tallied(database, 15))

        async def both_parked() -> bool:
            return sum((await parked_counts(database)).values()) == 2

        await eventually(both_parked)
        assert await names(database) == {str(bad): upto(12), str(good): upto(3)}
        reasons = await database.reads.fetch("SELECT reason FROM parked_event ORDER BY id")
        assert [row["reason"] for row in reasons] == ["ValueError: thirteen", "waits for an earlier fact of its key"]
        poisoned["now"] = False
        await database.reads.execute("UPDATE parked_event SET released_at = now()")
        await eventually(tallied(database, 17))
    assert (await names(database))[str(bad)] == upto(14)
    assert await parked_counts(database) == {}


async def test_a_released_key_that_fails_again_stays_parked_with_its_attempts(database: Database, bus: Bus) -> None:
    await a_counter(database, counts=13)
    async with consuming(a_consumer(database, bus.source(), {"now": True})):

        async def parked() -> bool:
            return await database.reads.fetchval("SELECT count(*) FROM parked_event WHERE released_at IS NULL") == 1

        await eventually(parked)
        await database.reads.execute("UPDATE parked_event SET released_at = now()")

        async def tried_again() -> bool:
            return await database.reads.fetchval("SELECT max(attempts) FROM parked_event") == 2

        await eventually(tried_again)
    assert await database.reads.fetchval("SELECT released_at FROM parked_event") is None


async def test_the_consumer_knows_how_far_it_is_behind(database: Database, bus: Bus) -> None:
    await a_counter(database, counts=3)
    consumer = a_consumer(database, bus.source())

    async def three_behind() -> bool:
        return await consumer.behind() == 3

    await eventually(three_behind)
    async with consuming(a_consumer(database, bus.source())):
        await eventually(tallied(database, 3))
    assert await consumer.behind() == 0
    await consumer.close()


async def test_reading_up_to_a_head_ends(database: Database, bus: Bus) -> None:
    await a_counter(database, counts=3)
    source = bus.source()

    async def published() -> bool:
        return sum((await source.heads()).values()) == 3

    await eventually(published)
    async with asyncio.timeout(20):
        await a_consumer(database, bus.source()).until(await source.heads())
    await source.close()
    assert (await replay.checksums(database, projection))["tally"].startswith("1:")
