"""While facts are carried PostgreSQL is stopped, and killed: nothing is missing, and nobody has to help."""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from deploy.embedded.ports import free_port
from deploy.embedded.postgres import Cluster
from tests.component.gateway.webhooks.hooks import Hooks, hooks
from tests.conftest import DATA
from tests.faults.carrying import HURRY, all_taken, from_the_first_fact_on, in_order, moves, worker, write
from tests.postgresql import ScratchPostgres

ROUNDS = 3
"""How often the database ends in each of two ways."""
EACH = 80
"""Facts that are told meanwhile."""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of its own, which loses nothing that it said to have."""
    made = Cluster(Path(tempfile.mkdtemp(dir=os.environ[DATA])) / "data", free_port())
    made.start()
    yield made
    made.discard()


@pytest.fixture
async def prenan(cluster: Cluster) -> AsyncIterator[Hooks]:
    address = await ScratchPostgres(cluster).create("gateway")
    async with hooks(address, working=False, webhook_hurry=HURRY) as made:
        yield made


def kill(cluster: Cluster) -> None:
    """End the server as the system does when memory runs out: what was not written is lost."""
    os.kill(int((cluster.directory / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    cluster.stop()


async def test_no_fact_is_missing_and_each_entity_keeps_its_order_while_the_database_ends_and_comes_back(
    prenan: Hooks, cluster: Cluster
) -> None:
    await prenan.create("/hook", await prenan.bearer())
    await from_the_first_fact_on(prenan)
    async with worker(prenan) as process:
        for turn, end in enumerate((Cluster.stop, kill) * ROUNDS):
            writing = asyncio.create_task(write(prenan, range(turn * EACH, (turn + 1) * EACH)))
            await moves(prenan)
            await asyncio.to_thread(end, cluster)
            await asyncio.to_thread(cluster.start)
            await writing
        await all_taken(prenan, 2 * ROUNDS * EACH)
        assert process.returncode is None, "the worker lived through it"
    in_order(prenan)
