"""Changes through the services, validated and durable: a draft, its publication, a supplier."""

from functools import partial
from itertools import count

import asyncpg
import orjson

from benchmarks.bench import Bench
from benchmarks.content import supplier, terms
from benchmarks.goal import rate
from benchmarks.loading import Request, loaded
from benchmarks.peers import tables
from benchmarks.row import Row
from benchmarks.sample import Sample

WRITERS = 16
DEADLINE = '{"deadline":"2140-01-01T12:00:00+01:00"}'
BESIDE = "the same body, checked, one statement: asyncpg behind FastAPI"
FIRST_SUPPLIER = 20_001
MOST = 3000
_DRAFTS = "SELECT id FROM tender WHERE status = 'draft'"


async def measure(bench: Bench) -> list[Row]:
    """Drafting, publishing and registering, by sixteen writers."""
    await tables.provide(bench.world.topology.address("tenders"))
    await bench.world.serve("tenders", "tenders-worker", "suppliers", "suppliers-worker", "peer")
    body, numbers = orjson.dumps(terms()).decode(), count(FIRST_SUPPLIER)
    taken = await bench.alternated(
        {
            "drafts": partial(_post, bench, "tenders", [_request(bench, "/tenders", body)]),
            "publications": partial(_publish, bench),
            "suppliers": partial(_register, bench, numbers),
            "by hand": partial(_post, bench, "peer", [_request(bench, "/drafts", body)]),
        }
    )
    size, goal = f"{WRITERS} writers, fsync and synchronous_commit on", rate(700, "/s")
    return [
        Row.compared(what, taken[side], taken["by hand"], BESIDE, goal, size=size, unit="/s")
        for side, what in (
            ("drafts", "POST /tenders: a draft of 3 lots (tells nothing yet)"),
            ("publications", "POST /tenders/{id}/publication, with its fact"),
            ("suppliers", "POST /suppliers, with its fact"),
        )
    ]


def _request(bench: Bench, path: str, body: str) -> Request:
    return {"method": "POST", "path": path, "headers": bench.world.principal, "body": body}


async def _post(bench: Bench, server: str, requests: list[Request], *, once: bool = False) -> Sample:
    target = bench.world.target(server)
    return await loaded(target, requests, bench.seconds, connections=WRITERS, expected=201, once=once)


async def _publish(bench: Bench) -> Sample:
    connection = await asyncpg.connect(bench.world.topology.address("tenders"))
    try:
        drafts = [row["id"] for row in await connection.fetch(_DRAFTS)]
    finally:
        await connection.close()
    paths = (f"/tenders/{draft}/publication" for draft in drafts)
    return await _post(bench, "tenders", [_request(bench, path, DEADLINE) for path in paths], once=True)


async def _register(bench: Bench, numbers: "count[int]") -> Sample:
    bodies = (orjson.dumps(supplier(next(numbers))).decode() for _ in range(MOST))
    return await _post(bench, "suppliers", [_request(bench, "/suppliers", body) for body in bodies], once=True)
