"""The journal has a partition a month; facts that came before their partition move into it."""

from datetime import UTC, datetime, timedelta

from chassis.operations import make_partition
from chassis.persistence import Database
from tests.component.chassis.counting import a_counter
from tests.component.chassis.running import read, relaying


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
