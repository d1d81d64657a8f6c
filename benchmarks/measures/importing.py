"""Taking over contracts from a register, through the API."""

import time

from benchmarks import processor
from benchmarks.bench import Bench
from benchmarks.history import BATCH
from benchmarks.importation import AT_ONCE, CONTRACTS, applied, posted
from benchmarks.row import Row
from benchmarks.sample import Sample


async def measure(bench: Bench) -> list[Row]:
    """`POST /contract-records` by batches: until they are durable, and until the observatory has them."""
    world = bench.world
    await world.serve("tenders", "tenders-worker", "suppliers", "analytics", "analytics-worker")
    world.say(f"importing {CONTRACTS} contracts")
    target, began = world.target("tenders"), time.perf_counter()
    before = processor.used(target.pid)
    await posted(world, CONTRACTS)
    elapsed, after = time.perf_counter() - began, processor.used(target.pid)
    await applied(world)
    whole = time.perf_counter() - began
    cpu = None if before is None or after is None else (after - before) / CONTRACTS * 1e6
    size = f"{CONTRACTS:,} contracts, batches of {BATCH}, {AT_ONCE} at once"
    return [
        Row(
            "import of contract records, durable with their facts",
            size,
            "contracts/s",
            Sample(CONTRACTS / elapsed, cpu=cpu),
        ),
        Row("import until the observatory has them", size, "contracts/s", Sample(CONTRACTS / whole)),
    ]
