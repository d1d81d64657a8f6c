"""From commit to visible: in the feed, and on Apache Kafka."""

from typing import Any

import orjson

from benchmarks.bench import Bench
from benchmarks.broker import Kafka
from benchmarks.content import supplier
from benchmarks.goal import Goal, no_slower
from benchmarks.percentiles import Spread
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.trials.program import run
from contracts import suppliers

LIGHT = {"writers": 1, "pause": 0.02}
HEAVY = {"writers": 16, "pause": 0.0}
FIRST_SUPPLIER, MOST = 30_001, 5000
NOTHING_LOST = Goal("lost", 0, at_least=False)


async def measure(bench: Bench) -> list[Row]:
    """Registrations through the API, light and by sixteen writers, seen by a reader of the feed and of the topic."""
    world = bench.world
    await world.serve("suppliers", "suppliers-worker")
    feed = {
        "feed": f"{world.url('suppliers')}/feed/suppliers",
        "url": f"{world.url('suppliers')}/suppliers",
        "database": world.topology.address("suppliers"),
    }
    rows = [await _row(bench, "the feed", feed, load, number) for number, load in enumerate((LIGHT, HEAVY))]
    if kafka := await bench.bus.kafka():
        topic = await _on_kafka(bench, kafka)
        rows += [await _row(bench, "Kafka", topic, load, number) for number, load in enumerate((LIGHT, HEAVY))]
    return rows


async def _on_kafka(bench: Bench, kafka: Kafka) -> dict[str, Any]:
    """A second suppliers service whose relay publishes to Kafka."""
    world, database = bench.world, await bench.world.database("suppliers", "suppliers_on_kafka")
    folder = world.topology.home / "index-on-kafka"  # an index has one writer
    told = {**kafka.environment, "DATABASE_URL": database, "INDEX_FOLDER": str(folder)}
    for name in ("suppliers", "suppliers-worker"):
        world.twin(name, f"{name}-on-kafka", **told)
    await world.serve("suppliers-on-kafka", "suppliers-worker-on-kafka")
    return {
        "bootstrap": kafka.bootstrap,
        "topic": kafka.prefix + suppliers.TOPIC,
        "url": f"{world.url('suppliers-on-kafka')}/suppliers",
        "database": database,
    }


async def _row(bench: Bench, where: str, plan: dict[str, Any], load: dict[str, Any], number: int) -> Row:
    bench.world.say(f"measuring commit to {where}")
    start = FIRST_SUPPLIER + number * MOST
    bodies = [orjson.dumps(supplier(one)).decode() for one in range(start, start + MOST)]
    headers = {**bench.world.principal, "content-type": "application/json"}
    seconds = bench.seconds * bench.rounds
    found = await run("visibility", {**plan, **load, "bodies": bodies, "headers": headers, "seconds": seconds})
    count = len(found["seconds"])
    described = f"{load['writers']} writer{'s' if load['writers'] > 1 else ''}"
    return Row(
        what=f"commit to visible in {where}, {described}",
        size=f"{count} registrations through the API",
        unit="/s",
        ours=Sample(count / found["elapsed"], Spread.of(found["seconds"])),
        goals=(no_slower("p50", 10), no_slower("p99", 50), NOTHING_LOST),
        facts={"lost": found["lost"], "twice": found["twice"]},
    )
