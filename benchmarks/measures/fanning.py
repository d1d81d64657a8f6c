"""A feed as a stream to five hundred readers at once."""

from typing import Any

import orjson

from benchmarks.bench import Bench
from benchmarks.content import supplier
from benchmarks.goal import Goal, no_slower
from benchmarks.percentiles import Spread
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.trials.program import Findings, run

READERS = 500
PAUSE_SECONDS = 0.05
FIRST_SUPPLIER, MOST = 60_001, 2000
FRAME = 'id: 1\ndata: {"position":1,"hash":"' + "0" * 64 + '","id":"SUBJECT","type":"told","subject":"SUBJECT"}\n\n'


async def measure(bench: Bench) -> list[Row]:
    """From the commit of a registration to every reader at the gateway, beside ready bytes to as many readers."""
    world = bench.world
    await world.serve("suppliers", "suppliers-worker", "gateway", "peer")
    bodies = [orjson.dumps(supplier(one)).decode() for one in range(FIRST_SUPPLIER, FIRST_SUPPLIER + MOST)]
    ours = {
        "path": "/feed/suppliers?after=latest",
        "url": f"{world.url('suppliers')}/suppliers",
        "database": world.topology.address("suppliers"),
        "bodies": bodies,
        "headers": {**world.principal, "content-type": "application/json"},
    }
    peer = {"path": "/fan", "tell": f"{world.url('peer')}/fan", "frame": FRAME}
    world.say(f"measuring a stream to {READERS} readers")
    found, limit = await _fanned(bench, "gateway", ours), await _fanned(bench, "peer", peer)
    return [
        Row(
            what=f"commit to {READERS} readers of a stream at the gateway",
            size=f"{found['facts']} registrations, {1 / PAUSE_SECONDS:.0f} a second, to {READERS} readers",
            unit="events/s",
            ours=_sample(found),
            limit=_sample(limit),
            beside="ready bytes to as many readers: StreamingResponse of FastAPI, without commit or feed",
            goals=(no_slower("p50", 50), no_slower("p99", 250), Goal("lost", 0, at_least=False)),
            facts={"lost": found["lost"]},
        )
    ]


async def _fanned(bench: Bench, name: str, plan: dict[str, Any]) -> Findings:
    target, seconds = bench.world.target(name), bench.seconds * bench.rounds
    common = {"port": target.port, "pid": target.pid, "readers": READERS, "pause": PAUSE_SECONDS, "seconds": seconds}
    return await run("fanning", {**common, **plan})


def _sample(found: Findings) -> Sample:
    return Sample(found["delivered"] / found["elapsed"], Spread(**found["spread"]), found["cpu"] * 1_000_000)
