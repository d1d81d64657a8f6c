"""Whatever the moment at which a process is killed, each fact keeps exactly one effect."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping

import pytest

from chassis.failpoints import VARIABLE
from chassis.identity import uuid7
from chassis.persistence import Database
from tests.component.chassis.buses import feed_bus, kafka_topics
from tests.component.chassis.counting import TOPIC, a_counter, count
from tests.component.chassis.journals import insider
from tests.faults.workers import SECRET, Environment, report, start, working
from tests.waiting import until

FAILPOINTS = ("relay.read", "relay.acknowledged", "relay.placing", "consumer.applied", "consumer.committed")


@pytest.fixture(params=["feed", pytest.param("kafka", marks=[pytest.mark.kafka])])
async def environment(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Environment]:
    """What the worker is told, with each bus."""
    common = {
        "DATABASE_URL": database.url,
        "PLATFORM_SECRET": SECRET,
        "BUS": request.param,
    }
    if request.param == "feed":
        async with feed_bus(database) as bus:
            yield {**common, "COUNTS_FEED": bus.address}
    else:
        bootstrap, prefix = request.getfixturevalue("kafka_bootstrap"), f"test-{uuid7()}."
        async with kafka_topics(bootstrap, prefix):
            yield {**common, "COUNTS_FEED": "", "KAFKA_BOOTSTRAP": bootstrap, "KAFKA_PREFIX": prefix}


async def tallied(database: Database) -> Mapping[str, str]:
    rows = await database.reads.fetch("SELECT subject, names FROM tally")
    return {row["subject"]: row["names"] for row in rows}


def upto(last: int) -> str:
    return ",".join(str(number) for number in range(1, last + 1))


@pytest.mark.parametrize("failpoint", FAILPOINTS)
async def test_a_worker_killed_anywhere_leaves_each_fact_one_effect(
    database: Database, environment: Environment, failpoint: str
) -> None:
    one, other = await a_counter(database, counts=3), await a_counter(database, counts=2)
    doomed = await start(environment, **{VARIABLE: failpoint})
    async with asyncio.timeout(30):
        assert await doomed.wait() == -signal.SIGKILL
    await count(database, one)
    expected = {str(one): upto(4), str(other): upto(2)}
    async with working(environment):

        async def whole() -> bool:
            return await tallied(database) == expected

        await until(whole, 30)
        assert (await report(environment, "verify"))["broken"] == []


async def test_a_replay_gives_the_same_checksums(database: Database, environment: Environment) -> None:
    one = await a_counter(database, counts=4)
    async with working(environment):

        async def whole() -> bool:
            return await tallied(database) == {str(one): upto(4)}

        await until(whole, 30)
        before = await report(environment, "checksums")
        replayed = await report(environment, "replay")
        assert (replayed["broken"], replayed["checksums"]) == ([], before["checksums"])
        await count(database, one)

        async def went_on() -> bool:
            return await tallied(database) == {str(one): upto(5)}

        await until(went_on, 30)


async def test_verify_finds_a_fact_that_somebody_edited(database: Database, environment: Environment) -> None:
    await a_counter(database, counts=3)
    async with working(environment):

        async def placed() -> bool:
            return await database.reads.fetchval("SELECT count(*) FROM event_feed") == 3

        await until(placed, 30)
        edit = 'UPDATE event_log SET payload = replace(payload, \'"name":"2"\', \'"name":"7"\') WHERE sequence = 2'
        async with insider(database.url) as connection:
            await connection.execute(edit)
        broken = (await report(environment, "verify"))["broken"]
    assert f"I9: the chain of {TOPIC} breaks at position 2" in broken  # type: ignore[operator]


async def test_verify_finds_a_change_whose_fact_is_missing(database: Database, environment: Environment) -> None:
    one = await a_counter(database, counts=3)
    async with working(environment):
        await database.reads.execute("UPDATE counter SET version = 4")
        broken = (await report(environment, "verify"))["broken"]
    assert f"I2: version and facts of an entity differ: {one}" in broken  # type: ignore[operator]


async def test_verify_finds_a_projection_that_drifted(database: Database, environment: Environment) -> None:
    one = await a_counter(database, counts=3)
    async with working(environment):

        async def whole() -> bool:
            return await tallied(database) == {str(one): upto(3)}

        await until(whole, 30)
        await database.reads.execute("UPDATE tally SET counts = 4")
        broken = (await report(environment, "verify"))["broken"]
    assert "I5: tally differs from its recomputation" in broken  # type: ignore[operator]
