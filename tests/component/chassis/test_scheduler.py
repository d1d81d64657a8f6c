"""What is due is done: once, in order, by however many workers, whatever is broken beside it."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta

from prometheus_client import REGISTRY
from sqlalchemy import select

from chassis.clock import Clock
from chassis.persistence import Database
from chassis.scheduler import Scheduler
from tests.component.chassis.alarms import DUES, Alarm, rung, some_alarms
from tests.component.chassis.counting import Counting
from tests.waiting import until

LABELS = {"service": "counting", "kind": "alarm"}


def scheduler(database: Database) -> Scheduler:
    return Scheduler("counting", database, Counting, DUES)


@asynccontextmanager
async def scheduling(database: Database):
    task = asyncio.create_task(scheduler(database).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def measured(name: str) -> float:
    return REGISTRY.get_sample_value(name, LABELS) or 0.0


async def test_five_workers_apply_five_hundred_due_transitions_once_each(database: Database) -> None:
    alarms = await some_alarms(database, 500)
    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(Database(database.url, pool_size=2)) for _ in range(5)]
        moved = await asyncio.gather(*(scheduler(worker).catch_up() for worker in workers))
    assert sum(moved) == 500
    assert await rung(database) == dict.fromkeys(alarms, 1)
    assert await database.reads.fetchval("SELECT count(*) FROM alarm WHERE due_at IS NULL AND rings = 1") == 500


async def test_what_is_due_first_is_done_first(database: Database) -> None:
    now = datetime.now(UTC)
    later = await some_alarms(database, 1, now - timedelta(hours=1))
    sooner = await some_alarms(database, 1, now - timedelta(hours=2))
    await scheduler(database).catch_up()
    rows = await database.reads.fetch(
        "SELECT l.aggregateid FROM event_pending p JOIN event_log l ON l.id = p.event_id ORDER BY p.seq"
    )
    assert [row["aggregateid"] for row in rows] == [str(one) for one in sooner + later]


async def test_what_is_not_yet_due_waits(database: Database) -> None:
    coming = datetime.now(UTC) + timedelta(hours=1)
    (one,) = await some_alarms(database, 1, coming)
    assert await scheduler(database).catch_up(coming - timedelta(microseconds=1)) == 0
    assert await scheduler(database).catch_up(coming) == 1
    assert await rung(database) == {one: 1}


async def test_a_broken_one_does_not_stop_the_others_and_is_shown(database: Database) -> None:
    (broken,) = await some_alarms(database, 1, datetime.now(UTC) - timedelta(hours=1), broken=True)
    whole = await some_alarms(database, 150)
    async with scheduling(database):

        async def all_others_rang() -> bool:
            return await rung(database) == {broken: 0, **dict.fromkeys(whole, 1)}

        await until(all_others_rang)
        await until(lambda: measured("prenan_due_failing") == 1)
        assert measured("prenan_due_oldest_seconds") >= 3600


async def test_a_broken_one_is_tried_again_and_recovers_alone(database: Database) -> None:
    (broken,) = await some_alarms(database, 1, broken=True)
    async with scheduling(database):
        await until(lambda: measured("prenan_due_failing") == 1)
        await database.reads.execute("UPDATE alarm SET broken = false")

        async def it_rang() -> bool:
            return await rung(database) == {broken: 1}

        await until(it_rang)
        await until(lambda: measured("prenan_due_failing") == 0)


async def test_an_act_that_leaves_its_aggregate_due_is_taken_back_and_set_aside(database: Database) -> None:
    (stuck,) = await some_alarms(database, 1, stuck=True)
    (whole,) = await some_alarms(database, 1)
    assert await scheduler(database).catch_up() == 1
    assert await rung(database) == {stuck: 0, whole: 1}


async def test_what_becomes_due_while_the_scheduler_sleeps_is_done_at_its_instant(database: Database) -> None:
    before = measured("prenan_due_late_seconds_sum"), measured("prenan_due_late_seconds_count")
    async with scheduling(database):
        (one,) = await some_alarms(database, 1, datetime.now(UTC) + timedelta(seconds=1.1))

        async def it_rang() -> bool:
            return await rung(database) == {one: 1}

        await until(it_rang)
    late = measured("prenan_due_late_seconds_sum") - before[0]
    assert measured("prenan_due_late_seconds_count") - before[1] == 1
    assert late < 0.6, "it slept its second out instead of waking at the instant"


async def test_in_a_sandbox_a_month_is_due_within_seconds_and_its_facts_bear_the_sandboxs_time(
    database: Database,
) -> None:
    clock = Clock(speed=864_000, since=datetime.now(UTC), start=datetime(2027, 1, 4, tzinfo=UTC))
    (one,) = await some_alarms(database, 1, datetime(2027, 2, 4, tzinfo=UTC))
    async with Database(database.url, clock=clock) as rehearsal, scheduling(rehearsal):

        async def it_rang() -> bool:
            return await rung(database) == {one: 1}

        await until(it_rang)
    row = await database.reads.fetchrow(
        "SELECT payload::json ->> 'time' AS time, payload::json ->> 'recordedtime' AS recorded FROM event_log"
    )
    assert datetime(2027, 2, 4, tzinfo=UTC) <= datetime.fromisoformat(row["time"]) < datetime(2028, 1, 1, tzinfo=UTC)
    assert abs(datetime.fromisoformat(row["recorded"]) - datetime.now(UTC)) < timedelta(minutes=1)


async def test_the_databases_clock_moves_within_a_transaction(database: Database) -> None:
    async with Counting(database) as uow:
        first = await database.clock.read(uow.session)
        second = await database.clock.read(uow.session)
        began = await uow.session.scalar(select(Alarm.id).limit(1))
    assert (began, second > first) == (None, True)
