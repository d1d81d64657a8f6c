"""The feed is exact: dense positions, nothing missing, nothing twice, each entity in its order, an unbroken chain."""

import asyncio
from itertools import pairwise

import orjson
import pytest
from sqlalchemy.orm.exc import StaleDataError

from chassis.bus import FeedSink, Pending
from chassis.identity import uuid7
from chassis.persistence import Database
from chassis.relay import GENESIS, Relay, link
from tests.component.chassis.counting import TOPIC, Counter, Counting, a_counter, count
from tests.component.chassis.running import feed_of, read, relaying

WRITERS = 16
CHANGES = 20


async def test_sixteen_writers_and_readers_at_any_speed_miss_nothing(database: Database) -> None:
    shared = [await a_counter(database) for _ in range(4)]

    async def write(number: int) -> int:
        written = 0
        for turn in range(CHANGES):
            if turn % 2:
                await a_counter(database)
                written += 1
                continue
            try:
                await count(database, shared[(number + turn) % len(shared)])
                written += 1
            except StaleDataError:
                pass
        return written

    async with relaying(database):
        readers = [asyncio.create_task(read(database, 1, limit)) for limit in (1, 7, 1000)]
        written = len(shared) + sum(await asyncio.gather(*(write(number) for number in range(WRITERS))))
        await asyncio.gather(*readers)
        seen = [await read(database, written, limit) for limit in (7, 1000)]
    for facts in seen:
        assert [position for position, _, _ in facts] == list(range(1, written + 1))
        by_subject: dict[str, list[int]] = {}
        for _, subject, version in facts:
            by_subject.setdefault(subject, []).append(version)
        assert all(versions == list(range(1, len(versions) + 1)) for versions in by_subject.values())
    assert seen[0] == seen[1]


async def test_a_naive_cursor_over_the_sequence_loses_what_the_feed_keeps(database: Database) -> None:
    """An earlier writer that commits later takes a smaller number than what a naive reader has already passed."""
    naive: list[int] = []

    async def read_naively() -> None:
        last = naive[-1] if naive else 0
        rows = await database.reads.fetch("SELECT seq FROM event_pending WHERE seq > $1 ORDER BY seq", last)
        naive.extend(row["seq"] for row in rows)

    connection = await database.connect()
    try:
        relay = Relay(database, FeedSink())
        async with Counting(database) as slow:
            slow.session.add(first := Counter(uuid7()))
            first.count()
            await slow.flush()
            second = await a_counter(database)
            await read_naively()
            relay._connection = connection
            await relay.publish_due()
        await read_naively()
        await relay.publish_due()
    finally:
        await connection.close()
    facts = await read(database, 2)
    assert [subject for _, subject, _ in facts] == [str(second), str(first.id)]
    assert len(naive) == 1, "the naive cursor was expected to lose the slow writer's fact"


async def test_a_reader_is_woken_by_the_next_fact(database: Database) -> None:
    async with relaying(database), feed_of(database) as feed:
        waiting = asyncio.create_task(feed.page(TOPIC, 0, 10, wait=30))
        made = await a_counter(database)
        async with asyncio.timeout(5):
            page = orjson.loads(await waiting)
    assert [item["event"]["subject"] for item in page["events"]] == [str(made)]


async def test_a_reader_beyond_the_head_is_told_where_the_head_is(database: Database) -> None:
    async with relaying(database), feed_of(database) as feed:
        await a_counter(database, counts=3)
        await read(database, 3)
        page = await feed.page(TOPIC, 9, 10)
    assert orjson.loads(page) == {"topic": TOPIC, "events": [], "next": 9, "head": 3}


async def test_each_position_is_chained_to_the_one_before(database: Database) -> None:
    async with relaying(database):
        await a_counter(database, counts=5)
        await read(database, 5)
    async with feed_of(database) as feed:
        items = orjson.loads(await feed.page(TOPIC, 0, 10))["events"]
    hashes = [GENESIS, *(bytes.fromhex(item["hash"]) for item in items)]
    told = [orjson.dumps(item["event"]).decode() for item in items]
    assert all(link(before, event) == after for (before, after), event in zip(pairwise(hashes), told, strict=True))


async def test_a_page_without_bodies_names_the_same_facts(database: Database) -> None:
    async with relaying(database), feed_of(database) as feed:
        await a_counter(database, counts=3)
        await read(database, 3)
        bare, whole = [orjson.loads(await feed.page(TOPIC, 1, 10, bodies=bodies)) for bodies in (False, True)]
    attributes = ("id", "type", "subject")
    assert bare["events"] == [
        {"position": item["position"], "hash": item["hash"], **{name: item["event"][name] for name in attributes}}
        for item in whole["events"]
    ]
    assert (bare["next"], bare["head"]) == (whole["next"], whole["head"]) == (3, 3)


class Picky(FeedSink):
    """A bus that never takes a fact whose payload names a subject."""

    def __init__(self, disliked: str) -> None:
        self._disliked = disliked

    def refusal(self, event: Pending) -> str | None:
        return "not this one" if event.key == self._disliked else None


async def test_a_fact_that_the_bus_refuses_holds_back_its_key_and_lets_others_through(database: Database) -> None:
    refused = await a_counter(database, counts=2)
    async with relaying(database, Picky(str(refused))):
        passed = await a_counter(database, counts=2)
        facts = await read(database, 2)
    assert {subject for _, subject, _ in facts} == {str(passed)}
    rows = await database.reads.fetch("SELECT refused FROM event_pending ORDER BY seq")
    assert [row["refused"] for row in rows] == ["not this one", None]


async def test_a_second_relay_waits_until_the_first_is_gone(database: Database) -> None:
    async with relaying(database) as first, relaying(database):
        await a_counter(database)
        await read(database, 1)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await a_counter(database)
        assert len(await read(database, 2)) == 2


@pytest.mark.parametrize("failures", [1, 3])
async def test_a_bus_that_fails_for_a_moment_is_asked_again(database: Database, failures: int) -> None:
    class Flaky(FeedSink):
        left = failures

        async def publish(self, events: object) -> None:
            if events and Flaky.left:
                Flaky.left -= 1
                raise ConnectionError("broker away")

    await a_counter(database)
    for _ in range(failures):
        async with relaying(database, Flaky()) as relay:
            with pytest.raises(ConnectionError):
                await relay
    async with relaying(database, Flaky()):
        assert len(await read(database, 1)) == 1
