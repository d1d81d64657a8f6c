"""An import of suppliers is killed twice, and a process with it; afterwards it is as if nothing had happened."""

import os
import signal
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.register.__main__ import counted, write
from benchmarks.register.flaw import LEFT_OUT, flawed
from benchmarks.register.row import rows
from deploy.cli.suppliers.intake import MOST_SUPPLIERS
from tests.e2e.imports import heads
from tests.e2e.platforms import PlatformUnderTest
from tests.waiting import until

ROWS, ERRORS, SEED = 4000, 0.01, 2026
KILLED_AT = (2, 5)
"""After how many acknowledged batches, of eight."""


async def test_a_killed_import_of_suppliers_goes_on_and_tells_each_once(
    stricken: PlatformUnderTest, tmp_path: Path
) -> None:
    planted = _a_register(tmp_path / "register.csv")
    left_out = sum(planted[flaw] for flaw in LEFT_OUT)
    taken = ROWS - left_out
    _, before = await heads(stricken)
    others = _checkpoints(stricken)
    for batches in KILLED_AT:
        await _killed(stricken, tmp_path / "register.csv", batches, others)
    summary = await _imported(stricken, tmp_path / "register.csv")
    assert summary["suppliers"]["created"] == taken
    assert (summary["rows"], summary["rows_left_out"]) == (ROWS, left_out)
    assert summary["resumed"] >= KILLED_AT[-1] * MOST_SUPPLIERS
    assert summary["findings"] == planted.total()
    assert await _told(stricken, before + taken) == before + taken, "a fact was told twice, or not at all"
    again = await _imported(stricken, tmp_path / "register.csv")
    assert again["suppliers"]["unchanged"] == taken
    assert await _told(stricken, before + taken) == before + taken, "importing twice told new facts"


def _a_register(path: Path) -> Counter[str]:
    """A register with errors; how many of each."""
    planted: Counter[str] = Counter()
    with path.open("w", newline="", encoding="utf-8") as file:
        write(file, counted(flawed(rows(ROWS, SEED), ERRORS, SEED), planted))
    return planted


def _checkpoints(platform: PlatformUnderTest) -> set[Path]:
    return set((platform.home / "imports").glob("*.checkpoint"))


async def _killed(platform: PlatformUnderTest, register: Path, batches: int, others: set[Path]) -> None:
    """Kill the command, and a process of the platform, when so many batches are acknowledged."""
    process = await platform.prenan_started("import", "suppliers", str(register))

    def acknowledged() -> bool:
        assert process.returncode is None, "the import was over before it could be killed"
        return sum(file.read_bytes().count(b'"batch"') for file in _checkpoints(platform) - others) >= batches

    await until(acknowledged, 60)
    process.kill()
    os.kill(platform.processes()[batches], signal.SIGKILL)
    await process.communicate()


async def _imported(platform: PlatformUnderTest, register: Path) -> dict[str, Any]:
    summary: dict[str, Any] = await platform.prenan("import", "suppliers", str(register))
    return summary


async def _told(platform: PlatformUnderTest, facts: int) -> int:
    """How many facts of suppliers have their position, once so many have."""

    async def is_all() -> bool:
        return (await heads(platform))[1] >= facts

    await until(is_all, 60)
    return (await heads(platform))[1]
