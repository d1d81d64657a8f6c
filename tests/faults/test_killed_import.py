"""Processes are killed at random during an import; afterwards everything is as if nothing had happened."""

import asyncio
import os
import random
import signal
from pathlib import Path

from tests.e2e.platforms import PlatformUnderTest, a_platform
from tests.e2e.registers import MAPPING, a_register
from tests.e2e.test_import import counted

CONTRACTS = 3000
KILLS = 10
SEED = int(os.environ.get("PRENAN_SEED", "20260101"))


async def test_ten_random_kills_during_an_import_leave_no_trace(tmp_path: Path) -> None:
    register = a_register(tmp_path / "register.csv", CONTRACTS)
    async with a_platform(tmp_path / "calm") as calm:
        await calm.prenan("import", "contracts", str(register), "--mapping", MAPPING)
        expected = await counted(calm, CONTRACTS)
        checksums = await calm.prenan("checksums")
    async with a_platform(tmp_path / "stormy") as stormy:
        importing = asyncio.create_task(_import_until_done(stormy, register))
        await _kill_at_random(stormy, random.Random(SEED))
        await importing
        assert await counted(stormy, CONTRACTS) | {"as_of": None} == expected | {"as_of": None}
        await stormy.prenan("verify")
        assert await stormy.prenan("checksums") == checksums


async def _import_until_done(platform: PlatformUnderTest, register: Path) -> None:
    """As an operator does: where the command itself gives up, start it again."""
    done = 1
    while done:
        process = await platform.prenan_started("import", "contracts", str(register), "--mapping", MAPPING)
        await process.communicate()
        done = process.returncode or 0


async def _kill_at_random(platform: PlatformUnderTest, chance: random.Random) -> None:
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0.2, 1.5))  # the storm's own rhythm, not a wait for anything
        victims = platform.processes()
        os.kill(chance.choice(victims), signal.SIGKILL)
