"""The journal has a partition a month; facts that came before their partition move into it."""

import asyncio
from datetime import UTC, datetime, timedelta

from chassis.operations import make_partition
from chassis.persistence import Database
from tests.component.chassis.counting import a_counter
from tests.component.chassis.running import read, relaying
from tests.waiting import until

_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


async def test_facts_that_came_before_their_partition_move_into_it(database: Database) -> None:
    await a_counter(database, counts=3)
    now = datetime.now(UTC)
    for month in (now, now, (now.replace(day=1) + timedelta(days=32))):
        await make_partition(database, month)
    assert await database.reads.fetchval("SELECT count(*) FROM ONLY event_log_default") == 0
    assert await database.reads.fetchval(f"SELECT count(*) FROM event_log_{now:%Y_%m}") == 3
    await a_counter(database, counts=2)
    async with relaying(database):
        assert len(await read(database, 5)) == 5


async def test_a_fact_that_comes_while_its_partition_is_made_is_not_refused(database: Database) -> None:
    now = datetime.now(UTC)
    async with database.reads.acquire() as elsewhere:
        making_the_same = elsewhere.transaction()
        await making_the_same.start()
        await elsewhere.execute(f"CREATE TABLE event_log_{now:%Y_%m} ()")

        async def waiting(number: int) -> None:
            async def found() -> bool:
                return bool(await database.reads.fetchval(_WAITING) == number)

            await until(found)

        making = asyncio.create_task(make_partition(database, now))
        await waiting(1)
        writing = asyncio.create_task(a_counter(database, counts=2))
        await waiting(2)
        await making_the_same.rollback()
    await asyncio.gather(making, writing)
    assert await database.reads.fetchval(f"SELECT count(*) FROM event_log_{now:%Y_%m}") == 2
