"""How the cost of a figure grows with the contracts behind it."""

import time

import asyncpg

from benchmarks.bench import Bench
from benchmarks.goal import Goal, no_slower
from benchmarks.importation import CONTRACTS, posted, relayed
from benchmarks.loading import loading
from benchmarks.percentiles import Spread
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.trials.program import run
from contracts import procedures

SIZES, FULL_SIZE = (10_000, 100_000), 1_000_000
GOALS: tuple[Goal, ...] = (no_slower("p50", 15), no_slower("p99", 150))
QUESTION = "/indicators/A3?period=2024&area=construction"
_COUNT = "SELECT count(*) FROM contract"
_COPY = """
    WITH chosen AS (SELECT contract_id AS old, gen_random_uuid() AS new FROM contract LIMIT $1),
    copied AS (
        INSERT INTO contract SELECT (jsonb_populate_record(c, jsonb_build_object('contract_id', new))).*
        FROM chosen JOIN contract c ON c.contract_id = old
    )
    INSERT INTO holder SELECT (jsonb_populate_record(h, jsonb_build_object('contract_id', new))).*
    FROM chosen JOIN holder h ON h.contract_id = old
"""
_BARE = """
    SELECT count(*) FILTER (WHERE regional), count(*) FILTER (WHERE known_place) FROM contract
    WHERE notified AND notified_on BETWEEN '2024-01-01' AND '2024-12-31' AND area = 'construction'
    AND technique <> 'subsequent'
"""


async def measure(bench: Bench) -> list[Row]:
    """One figure, asked by one caller, over ten thousand contracts, a hundred thousand, a million with `--full`."""
    world = bench.world
    await world.serve("tenders", "tenders-worker", "suppliers")
    world.say("importing contracts")
    await posted(world, CONTRACTS)
    database = await _observed(bench)
    world.twin("analytics", "analytics-grown", DATABASE_URL=database)
    await world.serve("analytics-grown")
    connection = await asyncpg.connect(database, server_settings={"search_path": "projection"})
    try:
        return [await _row(bench, connection, size) for size in (*SIZES, *([FULL_SIZE] if bench.full else []))]
    finally:
        await connection.close()


async def _observed(bench: Bench) -> str:
    """An observatory of its own that has applied every fact so far."""
    database = await bench.world.database("analytics", "analytics_grown")
    feed = f"{bench.world.url('tenders')}/feed/procedures"
    await relayed(bench.world)
    await run("consumer", {"side": "observatory", "database": database, "topic": procedures.TOPIC, "feed": feed})
    return database


async def _row(bench: Bench, connection: asyncpg.Connection, size: int) -> Row:
    bench.world.say(f"growing to {size:,} contracts")
    while (missing := size - await connection.fetchval(_COUNT)) > 0:
        await connection.execute(_COPY, missing)
    await connection.execute("ANALYZE")
    target = bench.world.target("analytics-grown")
    asked = loading(target, [{"path": QUESTION}], bench.seconds, connections=1)
    taken = await bench.alternated({"figure": asked, "bare count": lambda: _counted(connection, bench.seconds)})
    what, beside = "GET /indicators/A3 of an area and year, nothing cached", "the same count alone, by asyncpg"
    return Row.compared(
        what, taken["figure"], taken["bare count"], beside, *GOALS, size=f"{size:,} contracts, 1 caller", unit="/s"
    )


async def _counted(connection: asyncpg.Connection, seconds: float) -> Sample:
    taken: list[float] = []
    while sum(taken) < seconds:
        began = time.perf_counter()
        await connection.fetchrow(_BARE)
        taken.append(time.perf_counter() - began)
    return Sample(len(taken) / sum(taken), Spread.of(taken))
