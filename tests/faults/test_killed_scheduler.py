"""Whatever the moment at which a worker is killed, what was due is done once, with its fact."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from chassis.failpoints import VARIABLE
from chassis.persistence import Database
from tests.component.chassis.alarms import rung, some_alarms
from tests.component.chassis.buses import feed_bus
from tests.faults.workers import SECRET, Environment, report, start, working
from tests.waiting import until


@pytest.fixture
async def environment(database: Database) -> AsyncIterator[Environment]:
    async with feed_bus(database) as bus:
        yield {"DATABASE_URL": database.url, "PLATFORM_SECRET": SECRET, "COUNTS_FEED": bus.address}


@pytest.mark.parametrize(("failpoint", "done"), [("scheduler.applied:3", 200), ("scheduler.committed:3", 300)])
async def test_a_worker_killed_amid_due_transitions_leaves_none_half_done(
    database: Database, environment: Environment, failpoint: str, done: int
) -> None:
    alarms = await some_alarms(database, 500)
    doomed = await start(environment, **{VARIABLE: failpoint})
    async with asyncio.timeout(30):
        assert await doomed.wait() == -signal.SIGKILL
    assert sum((await rung(database)).values()) == done
    assert await database.reads.fetchval("SELECT count(*) FROM alarm WHERE due_at IS NULL") == done
    async with AsyncExitStack() as stack:
        for _ in range(2):
            await stack.enter_async_context(working(environment))

        async def all_rang() -> bool:
            return await rung(database) == dict.fromkeys(alarms, 1)

        await until(all_rang, 30)
        assert (await report(environment, "verify"))["broken"] == []
