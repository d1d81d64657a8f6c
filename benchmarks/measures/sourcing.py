"""Matching and searching among hundreds of thousands of suppliers, and millions with `--full`."""

import asyncio
import time
from pathlib import Path

import asyncpg
import httpx

from benchmarks.bench import Bench
from benchmarks.goal import Goal, no_slower
from benchmarks.loading import loading
from benchmarks.register.numbers import LAST, siren, siret
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.sourcing.peer import asking, prepare
from benchmarks.sourcing.questions import needs, searches
from benchmarks.sourcing.registry import grow
from benchmarks.trials.program import TrialFailed
from deploy.embedded.addresses import renamed

SIZES, FULL_SIZE = (400_000,), 4_000_000
P99 = {400_000: 25.0, FULL_SIZE: 100.0}
PATIENCE_SECONDS = 3_600.0
FINDABLE = 10
BESIDE = "PostgreSQL full text, the 20 best by ts_rank: asyncpg"
_KIBIBYTE, _MEGABYTE = 1024, 1_000_000


async def measure(bench: Bench) -> list[Row]:
    """Each size in a database of its own, asked by one caller."""
    rows: list[Row] = []
    for size in (*SIZES, *([FULL_SIZE] if bench.full else [])):
        rows += await _measured(bench, size)
    return rows


async def _measured(bench: Bench, size: int) -> list[Row]:
    world, name = bench.world, f"suppliers_{size}"
    database = await world.database("suppliers", name)
    connection = await asyncpg.connect(database)
    try:
        world.say(f"writing {size:,} suppliers")
        held = await grow(connection, size)
        await prepare(connection)
        address = renamed(world.topology.address("suppliers"), name)
        index = str(world.topology.home / f"index-{size}")
        world.twin("suppliers", name, DATABASE_URL=address, INDEX_FOLDER=index)
        built = await _built(bench, name)
        return [*await _asked(bench, connection, name, f"{size:,} suppliers, {held:,} contracts, 1 caller"), built]
    finally:
        await connection.close()


async def _asked(bench: Bench, connection: asyncpg.Connection, name: str, where: str) -> list[Row]:
    target, world = bench.world.target(name), bench.world
    goal = no_slower("p99", P99[int(name.rpartition("_")[2])])
    matches, texts = needs(world.principal)
    found, words = searches()
    taken = await bench.alternated(
        {
            "matches": loading(target, matches, bench.seconds, connections=1, expected=201),
            "any word": asking(connection, texts, bench.seconds, "|"),
            "searches": loading(target, found, bench.seconds, connections=1),
            "all words": asking(connection, words, bench.seconds, "&"),
        }
    )
    match, search = "POST /matches: 20 of all, explained and kept", "GET /suppliers: q, filters, facets"
    return [
        Row.compared(match, taken["matches"], taken["any word"], BESIDE, goal, size=where, unit="/s"),
        Row.compared(search, taken["searches"], taken["all words"], BESIDE, size=where, unit="/s"),
    ]


async def _built(bench: Bench, name: str) -> Row:
    """How long the index takes to be built, its memory, and how soon a new supplier is found."""
    bench.world.say("building the index")
    began = time.perf_counter()
    await bench.world.serve(name)
    async with httpx.AsyncClient(base_url=bench.world.url(name), trust_env=False, timeout=30) as http:
        while (await http.get("/suppliers?cpv=45000000&limit=1")).status_code != httpx.codes.OK:
            if time.perf_counter() - began > PATIENCE_SECONDS:
                raise TrialFailed("the index is not built")
            await asyncio.sleep(0.2)
        seconds = time.perf_counter() - began
        late = [await _findable(http, number, bench.world.principal) for number in range(FINDABLE)]
    size = int(name.rpartition("_")[2])
    facts = {"minutes": round(seconds / 60, 1), "MB": _resident(bench.world.target(name).pid), "findable s": max(late)}
    goals = (Goal("findable s", 2, at_least=False, unit="s"),)
    return Row(
        "index of suppliers: built anew, with one thread",
        f"{size:,}",
        "/s",
        Sample(size / seconds),
        goals=goals,
        facts=facts,
    )


async def _findable(http: httpx.AsyncClient, number: int, headers: dict[str, str]) -> float:
    """Seconds from the answer that a supplier is registered until a search finds it."""
    own = siret(siren(LAST - number), 1)
    body = {"identifier": {"scheme": "SIRET", "id": own}, "name": f"Nouvelle entreprise {number}"}
    answer = await http.post("/suppliers", json=body, headers=headers)
    answer.raise_for_status()
    began = time.perf_counter()
    while not (await http.get(f"/suppliers?q={own}&sort=relevance")).json()["items"]:
        await asyncio.sleep(0.01)
    return round(time.perf_counter() - began, 2)


def _resident(pid: int) -> float:
    """Megabytes that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * _KIBIBYTE / _MEGABYTE for line in lines if line.startswith("VmRSS:"))
