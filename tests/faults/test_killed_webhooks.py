"""Whenever the worker or a receiver is killed, no fact is missing, and those of an entity come in order.

`PRENAN_FACTS=10000` writes so many facts instead of a few hundred.
"""

import asyncio
import contextlib
import os
import random
import signal
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator

import pytest
from standardwebhooks import Webhook

from chassis.failpoints import VARIABLE
from tests.component.gateway.webhooks.hooks import Hooks, hooks, worker_environment
from tests.postgresql import ScratchPostgres
from tests.waiting import until

FACTS = int(os.environ.get("PRENAN_FACTS", "300"))
ENTITIES = 16
FAILPOINTS = ("webhooks.enqueueing:3", "webhooks.sent:40", "webhooks.recording:3")
"""A fourth life is ended from outside, at random."""
HURRY = 2_000.0
"""Three days of attempts pass in two minutes: longer than a receiver is away, on a machine that does much else."""
SILENCE_SECONDS = 120.0
"""How long nothing new may come, on a machine that does much else."""


@pytest.fixture
async def prenan(postgresql: ScratchPostgres) -> AsyncIterator[Hooks]:
    address = await postgresql.create("gateway")
    async with hooks(address, working=False, webhook_hurry=HURRY) as made:
        yield made
    await postgresql.drop(address)


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


async def live(prenan: Hooks, chance: random.Random) -> None:
    """Workers one after the other, each killed in its own way; the last one lives."""
    for failpoint in FAILPOINTS:
        async with worker(prenan, failpoint) as process:
            assert await process.wait() == -signal.SIGKILL
    async with worker(prenan):
        await prenan_moves(prenan)
        await asyncio.sleep(chance.random())
    async with worker(prenan):
        await asyncio.Event().wait()


async def prenan_moves(prenan: Hooks) -> None:
    before = len(prenan.receiver.received["/hook"])
    await until(lambda: len(prenan.receiver.received["/hook"]) > before, 60)


async def harass(prenan: Hooks, chance: random.Random) -> None:
    """Kill the receiver again and again, whatever it is being told; it is there five times as long as it is away."""
    away = 0.0
    while True:
        await asyncio.sleep(chance.random() + 5 * away)
        began = time.monotonic()
        await prenan.receiver.server.kill()
        await asyncio.sleep(chance.random() / 5)
        await prenan.receiver.server.start()
        away = time.monotonic() - began


async def write(prenan: Hooks) -> None:
    """Facts of many entities, over the time of all those deaths."""
    numbers: dict[str, int] = defaultdict(int)
    for count in range(FACTS):
        entity = f"tender {count % ENTITIES}"
        numbers[entity] += 1
        prenan.tell(entity, numbers[entity])
        if count % 10 == 0:
            await asyncio.sleep(0.05)


async def test_no_fact_is_missing_and_each_entity_keeps_its_order_whoever_is_killed(prenan: Hooks) -> None:
    chance = random.Random(4)
    bearer = await prenan.bearer()
    webhook = await prenan.create("/hook", bearer)
    begin = "INSERT INTO webhook_feed (name, position) SELECT unnest($1::text[]), 0"
    await prenan.database.volume.execute(begin, list(prenan.feeds))
    dying = [asyncio.create_task(live(prenan, chance)), asyncio.create_task(harass(prenan, chance))]
    try:
        await write(prenan)
        await all_taken(prenan)
    finally:
        for task in dying:
            task.cancel()
        await asyncio.gather(*dying, return_exceptions=True)
    in_order(prenan)
    [secret] = (await prenan.http.get(f"/webhooks/{webhook['id']}/secrets", headers=bearer)).json()["items"]
    for one in prenan.receiver.received["/hook"][-100:]:
        Webhook(secret["secret"]).verify(one.body, one.headers)


async def all_taken(prenan: Hooks) -> None:
    """Wait as long as something comes that was not there before."""
    while (known := taken(prenan)) < FACTS:
        try:
            await until(lambda known=known: taken(prenan) > known, SILENCE_SECONDS)
        except AssertionError as silence:
            raise AssertionError(f"{known} of {FACTS} came; the others: {await prenan.states()}") from silence
    assert taken(prenan) == FACTS


def taken(prenan: Hooks) -> int:
    return len({one.headers["webhook-id"] for one in prenan.receiver.received["/hook"]})


def in_order(prenan: Hooks) -> None:
    """A fact may come twice where an answer was lost, but none before the one that precedes it."""
    for number in range(ENTITIES):
        reached = 0
        for one in prenan.receiver.numbers("/hook", f"tender {number}"):
            assert one <= reached + 1
            reached = max(reached, one)
