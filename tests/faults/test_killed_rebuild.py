"""A rebuild of the observatory is killed halfway: nobody who asks notices, and the next one ends as if it were none."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from chassis.failpoints import VARIABLE
from deploy.embedded import ROOT, recollection
from tests.e2e.imports import CONTRACTS, counted, figure, taken_in
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.registers import BUYER, a_register

DEATHS = ("consumer.applied:1", "consumer.committed:2")
"""Before anything is kept of the rebuild, and with facts of several topics in it."""


async def test_a_rebuild_killed_halfway_leaves_no_trace_and_nobody_without_an_answer(
    platform: PlatformUnderTest, tmp_path: Path
) -> None:
    await taken_in(platform, a_register(tmp_path / "register.csv", CONTRACTS))
    regional = await counted(platform)
    before = await platform.prenan("checksums")
    async with everybody_is_answered(platform, regional["numerator"]):
        for death in DEATHS:
            assert await rebuilding(platform, death) == -signal.SIGKILL, death
        await platform.prenan("replay", "analytics")
    assert await platform.prenan("checksums") == before
    assert (await figure(platform, "A3"))["numerator"] == regional["numerator"]


async def rebuilding(platform: PlatformUnderTest, death: str) -> int | None:
    """How a rebuild ended that was to die at a failpoint."""
    environment = {**os.environ, **recollection.environment(platform.home, "analytics"), VARIABLE: death}
    command = (sys.executable, "-m", "services.analytics.worker", "replay")
    silent = asyncio.subprocess.DEVNULL
    doomed = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=silent, stderr=silent)
    async with asyncio.timeout(60):
        return await doomed.wait()


@asynccontextmanager
async def everybody_is_answered(platform: PlatformUnderTest, expected: int) -> AsyncIterator[None]:
    """Somebody asks all the while, never twice the same, so that no kept answer serves; the figure stays."""
    over = asyncio.Event()

    async def ask() -> int:
        asked = 0
        async with platform.client() as http:
            while not over.is_set():
                another = {"window": str(1 + asked % 999)}  # of no effect on this figure
                answer = await http.get("/indicators/A3", params={"period": "all", "buyer": BUYER, **another})
                assert answer.status_code == httpx.codes.OK, answer.text
                assert answer.json()["numerator"] == expected
                asked += 1
        return asked

    asking = asyncio.create_task(ask())
    yield
    over.set()
    assert await asking > len(DEATHS), "the rebuilds were over before anybody could ask"
