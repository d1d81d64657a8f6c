"""A worker that carries facts to a receiver while something dies, and what has to be true afterwards."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator

from chassis.failpoints import VARIABLE
from tests.component.gateway.webhooks.hooks import Hooks, worker_environment
from tests.waiting import until

ENTITIES = 16
HURRY = 2_000.0
"""Three days of attempts pass in two minutes: longer than a receiver is away, on a machine that does much else."""
SILENCE_SECONDS = 120.0
"""How long nothing new may come, on a machine that does much else."""


@contextlib.asynccontextmanager
async def worker(prenan: Hooks, failpoint: str = "") -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker of its own process, killed at the end if it lives still."""
    environment = {**os.environ, **worker_environment(prenan.settings), "PYTHONPATH": ".", VARIABLE: failpoint}
    command = (sys.executable, "-m", "gateway.worker", "run")
    process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.DEVNULL)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def from_the_first_fact_on(prenan: Hooks) -> None:
    """Let the worker begin at the beginning of the feeds."""
    begin = "INSERT INTO webhook_feed (name, position) SELECT unnest($1::text[]), 0"
    await prenan.database.volume.execute(begin, list(prenan.feeds))


async def moves(prenan: Hooks) -> None:
    """Wait until something more comes."""
    before = len(prenan.receiver.received["/hook"])
    await until(lambda: len(prenan.receiver.received["/hook"]) > before, SILENCE_SECONDS)


async def write(prenan: Hooks, counts: range) -> None:
    """So many facts of many entities, little by little."""
    for count in counts:
        prenan.tell(f"tender {count % ENTITIES}", count // ENTITIES + 1)
        if count % 10 == 0:
            await asyncio.sleep(0.05)


async def all_taken(prenan: Hooks, facts: int) -> None:
    """Wait as long as something comes that was not there before."""
    while (known := taken(prenan)) < facts:
        try:
            await until(lambda known=known: taken(prenan) > known, SILENCE_SECONDS)
        except AssertionError as silence:
            raise AssertionError(f"{known} of {facts} came; the others: {await prenan.states()}") from silence
    assert taken(prenan) == facts


def taken(prenan: Hooks) -> int:
    """How many facts came."""
    return len({one.headers["webhook-id"] for one in prenan.receiver.received["/hook"]})


def in_order(prenan: Hooks) -> None:
    """A fact may come twice where an answer was lost, but none before the one that precedes it."""
    for number in range(ENTITIES):
        reached = 0
        for one in prenan.receiver.numbers("/hook", f"tender {number}"):
            assert one <= reached + 1
            reached = max(reached, one)
