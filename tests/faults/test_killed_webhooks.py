"""Whenever the worker or a receiver is killed, no fact is missing, and those of an entity come in order.

`PRENAN_FACTS=10000` writes so many facts instead of a few hundred.
"""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator

import pytest
from standardwebhooks import Webhook

from tests.component.gateway.webhooks.hooks import Hooks, hooks
from tests.faults.carrying import HURRY, all_taken, from_the_first_fact_on, in_order, moves, worker, write
from tests.postgresql import ScratchPostgres

FACTS = int(os.environ.get("PRENAN_FACTS", "300"))
FAILPOINTS = ("webhooks.enqueueing:3", "webhooks.sent:40", "webhooks.recording:3")
"""A fourth life is ended from outside, at random."""


@pytest.fixture
async def prenan(postgresql: ScratchPostgres) -> AsyncIterator[Hooks]:
    address = await postgresql.create("gateway")
    async with hooks(address, working=False, webhook_hurry=HURRY) as made:
        yield made
    await postgresql.drop(address)


async def live(prenan: Hooks, chance: random.Random) -> None:
    """Workers one after the other, each killed in its own way; the last one lives."""
    for failpoint in FAILPOINTS:
        async with worker(prenan, failpoint) as process:
            assert await process.wait() == -signal.SIGKILL
    async with worker(prenan):
        await moves(prenan)
        await asyncio.sleep(chance.random())
    async with worker(prenan):
        await asyncio.Event().wait()


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


async def test_no_fact_is_missing_and_each_entity_keeps_its_order_whoever_is_killed(prenan: Hooks) -> None:
    chance = random.Random(4)
    bearer = await prenan.bearer()
    webhook = await prenan.create("/hook", bearer)
    await from_the_first_fact_on(prenan)
    dying = [asyncio.create_task(live(prenan, chance)), asyncio.create_task(harass(prenan, chance))]
    try:
        await write(prenan, range(FACTS))
        await all_taken(prenan, FACTS)
    finally:
        for task in dying:
            task.cancel()
        await asyncio.gather(*dying, return_exceptions=True)
    in_order(prenan)
    [secret] = (await prenan.http.get(f"/webhooks/{webhook['id']}/secrets", headers=bearer)).json()["items"]
    for one in prenan.receiver.received["/hook"][-100:]:
        Webhook(secret["secret"]).verify(one.body, one.headers)
