"""Taking over a register of suppliers by the operator's command: through the gateway, with facts, bounded in memory."""

import asyncio
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.goal import Goal
from benchmarks.installation import Installation, installation
from benchmarks.register.__main__ import SEED, counted, write
from benchmarks.register.flaw import LEFT_OUT, flawed
from benchmarks.register.row import rows
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.trials.program import TrialFailed

ROWS, ERRORS = 400_000, 0.01
SERVICE = "services.suppliers.main"
MEGABYTE = 1_000_000
GOALS = (
    Goal("minutes", 5, at_least=False, unit="min"),
    Goal("command MB", 250, at_least=False, unit="MB"),
    Goal("service MB", 400, at_least=False, unit="MB"),
)


async def measure(bench: Bench) -> list[Row]:
    """`prenan import suppliers` of 400,000 rows, one of a hundred in error, and the same file once more."""
    with tempfile.TemporaryDirectory(prefix="prenan-bench-register-") as folder:
        register = Path(folder) / "register.csv"
        bench.world.say(f"writing a register of {ROWS:,}")
        taken = await asyncio.to_thread(_written, register)
        bench.world.say("starting a platform of its own")
        async with installation(Path(folder) / "home") as platform:
            bench.world.say(f"importing {ROWS:,} suppliers")
            first = await _imported(platform, register, "created", taken)
            visible = await _visible(platform, taken)
            bench.world.say("importing them again")
            again = await _imported(platform, register, "unchanged", taken)
            await _visible(platform, taken)
    size = f"{ROWS:,} rows, {ERRORS:.0%} in error, batches of 500, 3 at once"
    return [
        _row("prenan import suppliers: SIRENE, durable with their facts", size, first, visible, GOALS),
        _row("the same file again: nothing changes", size, again, 0.0, ()),
    ]


def _row(what: str, size: str, facts: dict[str, float], visible: float, goals: tuple[Goal, ...]) -> Row:
    lag = {"facts later s": visible} if visible else {}
    return Row(what, size, "rows/s", Sample(ROWS / (facts["minutes"] * 60)), goals=goals, facts={**facts, **lag})


def _written(path: Path) -> int:
    """Write a register with errors; how many of its rows are suppliers."""
    planted: Counter[str] = Counter()
    with path.open("w", encoding="utf-8", newline="") as file:
        write(file, counted(flawed(rows(ROWS, SEED), ERRORS, SEED), planted))
    return ROWS - sum(planted[flaw] for flaw in LEFT_OUT)


async def _imported(platform: Installation, register: Path, status: str, taken: int) -> dict[str, float]:
    """Import it, check the counts, and say how long it took and how much memory it needed."""
    before = platform.processor_seconds()
    summary = await platform.prenan("import", "suppliers", str(register))
    if summary["suppliers"][status] != taken:
        raise TrialFailed(f"{taken:,} were to be {status}: {summary}")
    return {
        "suppliers": taken,
        "rows left out": summary["rows_left_out"] + summary["rows_repeated"] + summary["rows_passed_over"],
        "findings": summary["findings"],
        "minutes": summary["seconds"] / 60,
        "platform CPU µs a row": (platform.processor_seconds() - before) / ROWS * 1e6,
        "command MB": summary["peak_memory_bytes"] / MEGABYTE,
        "service MB": platform.peak_bytes(SERVICE) / MEGABYTE,
    }


async def _visible(platform: Installation, taken: int) -> float:
    """Seconds until every fact has its position in the feed; there is one for each supplier, and no more."""
    began = time.perf_counter()
    while (head := await platform.head("suppliers")) < taken:
        await asyncio.sleep(0.05)
    if head > taken:
        raise TrialFailed(f"{head:,} facts of {taken:,} suppliers")
    return time.perf_counter() - began
