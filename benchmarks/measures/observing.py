"""From commit to the figure of the observatory."""

from benchmarks.bench import Bench
from benchmarks.goal import no_slower
from benchmarks.history import records
from benchmarks.percentiles import Spread
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.trials.program import run
from deploy.sample.identifiers import siret

CONTRACTS = 60
BUYER = siret(90_002)


async def measure(bench: Bench) -> list[Row]:
    """A contract is recorded; until `/indicators/V1` of its buyer counts it."""
    world = bench.world
    await world.serve("tenders", "tenders-worker", "suppliers", "suppliers-worker", "analytics", "analytics-worker")
    world.say("measuring commit to figure")
    plan = {
        "records": [record | {"buyer": BUYER} for record in records(CONTRACTS)],
        "url": f"{world.url('tenders')}/contract-records",
        "headers": world.principal,
        "figure": f"{world.url('analytics')}/indicators/V1?buyer={BUYER}",
        "database": world.topology.address("tenders"),
    }
    found = await run("figure", plan)
    spread = Spread.of(found["seconds"])
    size = f"{CONTRACTS} contracts, one after another"
    sample = Sample(CONTRACTS / sum(found["seconds"]), spread)
    return [
        Row(
            "commit to the figure of the observatory",
            size,
            "/s",
            sample,
            goals=(no_slower("p95", 500),),
            facts={"p95 ms": spread.p95},
        )
    ]
