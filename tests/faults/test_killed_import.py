"""Processes are killed at random during an import; afterwards everything is as if nothing had happened."""

import asyncio
import os
import random
import signal
from pathlib import Path

from tests.e2e.imports import counted, heads
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.registers import MAPPING, a_register

CONTRACTS = 3000
HOLDERS = 500
KILLS = 10
SEED = int(os.environ.get("PRENAN_SEED", "20260101"))


async def test_ten_random_kills_during_an_import_leave_no_trace(stricken: PlatformUnderTest, tmp_path: Path) -> None:
    register = a_register(tmp_path / "register.csv", CONTRACTS)
    contracts, holders = await heads(stricken)
    importing = asyncio.create_task(_import_until_done(stricken, register))
    await _kill_at_random(stricken, random.Random(SEED))
    await importing
    await stricken.prenan("verify")
    regional = await counted(stricken, CONTRACTS)
    assert (regional["numerator"], regional["denominator"]) == (CONTRACTS - CONTRACTS // 3, CONTRACTS)
    told = contracts + CONTRACTS, holders + HOLDERS
    assert await heads(stricken) == told, "a fact was told twice, or not at all"


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
