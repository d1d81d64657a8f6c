"""Figures of a whole country: random slices, the copy that answers them, the way of a fact, and the explorer."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import md5
from itertools import cycle, islice
from typing import Any
from uuid import UUID

import aiohttp
import asyncpg

from benchmarks import processor
from benchmarks.bench import Bench
from benchmarks.goal import Goal, no_slower
from benchmarks.history import records
from benchmarks.importation import applied
from benchmarks.loading import Target, loaded
from benchmarks.memory import resident
from benchmarks.observatory.filling import fill
from benchmarks.observatory.slices import path, slices
from benchmarks.percentiles import Spread
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.told_rows import buyers
from benchmarks.trials.program import Findings, run
from benchmarks.world import World
from deploy.sample.identifiers import siret

SIZES, FULL_SIZE = (10_000, 100_000), 1_200_000
SLICES, WARMING, PAGES = 200, 5, 20
PEER_PATIENCE_SECONDS = 40.0
LOADING_PATIENCE_SECONDS = 600.0
FACTS_A_SECOND, BATCH, STEADY_SECONDS = 200, 20, 20
FIRST_WATCHED = 90_010
FAST: tuple[Goal, ...] = (no_slower("p50", 15), no_slower("p99", 150))
SAME = Goal("differing", 0, at_least=False)
NOTHING_LOST = Goal("lost", 0, at_least=False)
ONCE = {"once": True, "connections": 1}
_NEVER_ENDING = 600.0
_TOLD = """
    SELECT extract(epoch FROM settled_at - recorded_at)::float8 FROM contract_version JOIN batch ON number = batch
    WHERE buyer = $1
"""


@dataclass(frozen=True)
class Observatory:
    """An observatory that was told of so many contracts, as it runs."""

    world: World
    contracts: int
    database: str
    target: Target
    asked: list[str]
    """The paths of the slices."""

    @property
    def url(self) -> str:
        """Where its API is."""
        return f"http://127.0.0.1:{self.target.port}"

    @property
    def size(self) -> str:
        """How much it holds."""
        return f"{self.contracts:,} contracts, 1 caller"


async def measure(bench: Bench) -> list[Row]:
    """At ten thousand and a hundred thousand contracts, at 1.2 million with `--full`."""
    rows: list[Row] = []
    for contracts in bench.sizes(SIZES, FULL_SIZE):
        rows += await _at(bench.world, contracts)
    return rows


async def _at(world: World, contracts: int) -> list[Row]:
    name, asked = f"analytics_told_{contracts}", slices(SLICES, contracts)
    world.say(f"telling of {contracts:,} contracts")
    database = await world.database("analytics", name)
    await fill(database, contracts)
    world.say(f"asking DuckDB and PostgreSQL of {contracts:,} contracts")
    alone = await run("columns", {"database": database, "slices": asked, "patience": PEER_PATIENCE_SECONDS})
    async with _running(world, contracts, name, database, [path(each) for each in asked]) as observatory:
        return [
            _made(observatory, alone),
            *await _sliced(observatory, alone),
            *await _explored(observatory),
            await _steady(observatory),
        ]


@asynccontextmanager
async def _running(
    world: World, contracts: int, name: str, database: str, asked: list[str]
) -> AsyncIterator[Observatory]:
    """The observatory's API and its worker."""
    api, worker = name.replace("_", "-"), f"{name.replace('_', '-')}-worker"
    world.twin("analytics", api, DATABASE_URL=database)
    world.twin("analytics-worker", worker, DATABASE_URL=database, ANALYTICS_URL=world.url(api))
    await world.serve("tenders", "tenders-worker", "suppliers", "suppliers-worker")
    async with world.aside(api, patience=LOADING_PATIENCE_SECONDS) as (target,):
        observatory = Observatory(world, contracts, database, target, asked)
        await loaded(target, _requests(asked[:WARMING]), _NEVER_ENDING, **ONCE)
        yield observatory


def _made(observatory: Observatory, alone: Findings) -> Row:
    """What it took to make the copy, and what it holds."""
    made, contracts = alone["made"], observatory.contracts
    memory = resident(observatory.target.pid)
    return Row(
        "columnar copy made from told rows",
        f"{contracts:,} contracts",
        "contracts/s",
        Sample(contracts / made["seconds"], cpu=made["cpu"] / contracts * 1e6),
        facts={
            "seconds": round(made["seconds"], 1),
            "of them leaving PostgreSQL": round(made["extracting"], 1),
            "seconds of processor": round(made["cpu"], 1),
            "MB of the API process": round(memory / 1e6),
            "bytes a contract": round(made["bytes"] / contracts),
        },
    )


async def _sliced(observatory: Observatory, alone: Findings) -> list[Row]:
    """Slices that nobody asked before, the same again, the same by who has the answer; beside DuckDB and PostgreSQL."""
    requests = _requests(observatory.asked)
    fresh = await loaded(observatory.target, requests[WARMING:], _NEVER_ENDING, **ONCE)
    kept = await loaded(observatory.target, requests, _NEVER_ENDING, **ONCE)
    unchanged = await loaded(
        observatory.target, await _known(observatory), _NEVER_ENDING, connections=1, once=True, expected=304
    )
    what, beside = "GET /figures, a random slice, seven figures", "the same queries in DuckDB alone"
    duckdb, size = _alone(alone["duckdb"]), observatory.size
    compared = {"compared": alone["compared"], "differing": alone["differing"]}
    return [
        Row.compared(what, [fresh], [duckdb], beside, *FAST, size=size, unit="/s"),
        Row(
            beside,
            size,
            "/s",
            duckdb,
            _alone(alone["postgres"]),
            "the same in PostgreSQL, one plain indexed table",
            _alone(alone["postgres"]).rate / duckdb.rate,
            (SAME,),
            compared,
        ),
        Row(f"{what}, kept", size, "/s", kept),
        Row(f"{what}, 304", size, "/s", unchanged),
    ]


async def _known(observatory: Observatory) -> list[dict[str, Any]]:
    """The slices as one asks who has their answers."""
    requests = []
    async with aiohttp.ClientSession() as http:
        for each in observatory.asked:
            async with http.get(observatory.url + each) as answer:
                requests.append({"path": each, "headers": {"if-none-match": answer.headers["etag"]}})
    return requests


def _alone(found: dict[str, Any]) -> Sample:
    seconds = found["seconds"]
    return Sample(len(seconds) / sum(seconds), Spread.of(seconds), found["cpu"] * 1e6)


async def _explored(observatory: Observatory) -> list[Row]:
    """Lists and pages of the explorer."""
    known = buyers(observatory.contracts)
    contracts = [UUID(md5(f"contract {number}".encode(), usedforsecurity=False).hexdigest()) for number in range(PAGES)]
    filtered = "period=2024&nature=works&procedure=adapted&procedure=open&size=pme"
    pages = {
        "newest": ["/observatory/contracts"],
        "four filters": [f"/observatory/contracts?{filtered}&department={one}" for one in ("rail", "schools", "ports")],
        "words": [f"/observatory/contracts?q=travaux+{number}" for number in (12, 345, 678)],
        "by value": ["/observatory/contracts?sort=-initial&period=2023"],
        "a contract's page": [f"/observatory/contracts/{one}" for one in contracts],
        "a buyer's page": [f"/observatory/buyers/{one}" for one in known[:10]],
    }
    return [
        Row(
            f"explorer, {name}",
            observatory.size,
            "/s",
            await loaded(observatory.target, list(islice(cycle(_requests(paths)), PAGES)), _NEVER_ENDING, **ONCE),
        )
        for name, paths in pages.items()
    ]


async def _steady(observatory: Observatory) -> Row:
    """A contract among others that are recorded all the while, until the figure of its buyer counts it."""
    world, number = observatory.world, STEADY_SECONDS * FACTS_A_SECOND
    worker = f"analytics-told-{observatory.contracts}-worker"
    async with world.aside(worker):
        await applied(world, observatory.database)
        watched = siret(FIRST_WATCHED + len(str(observatory.contracts)))
        plan = {
            "batches": _batches(number, observatory.contracts, watched),
            "every": BATCH / FACTS_A_SECOND,
            "url": f"{world.url('tenders')}/contract-records",
            "headers": world.principal,
            "figure": f"{observatory.url}/indicators/V1?buyer={watched}",
            "database": world.topology.address("tenders"),
        }
        before = processor.used(observatory.target.pid)
        found = await run("steady", plan)
        after = processor.used(observatory.target.pid)
    told = Spread.of(await _told(observatory, watched))
    spread = Spread.of(found["seconds"])
    cpu = None if before is None or after is None else (after - before) / number * 1e6
    return Row(
        f"commit to the figure, {FACTS_A_SECOND} facts/s aimed at",
        f"{observatory.contracts:,} contracts, {STEADY_SECONDS} s, batches of {BATCH}",
        "facts/s",
        Sample(found["rate"], spread, cpu),
        goals=(no_slower("p95", 500), NOTHING_LOST),
        facts={"p95 ms": spread.p95, "p95 ms until told": told.p95, "lost": found["lost"]},
    )


async def _told(observatory: Observatory, watched: str) -> list[float]:
    """Seconds from the record of each watched contract until the observatory's database had its rows."""
    connection = await asyncpg.connect(observatory.database, server_settings={"search_path": "projection"})
    try:
        return [float(row[0]) for row in await connection.fetch(_TOLD, watched)]
    finally:
        await connection.close()


def _batches(number: int, market: int, watched: str) -> list[list[dict[str, Any]]]:
    """Contracts that were not recorded yet, the first of each batch the watched buyer's; one that ended tells twice."""
    new = [each | {"reference": f"{market}-{each['reference']}", "ends_on": None} for each in records(number)]
    return [[new[start] | {"buyer": watched}, *new[start + 1 : start + BATCH]] for start in range(0, number, BATCH)]


def _requests(paths: Sequence[str]) -> list[dict[str, Any]]:
    return [{"path": path} for path in paths]
