"""Matching and searching among hundreds of thousands of suppliers, and millions with `--full`."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from benchmarks.bench import Bench
from benchmarks.goal import Goal, no_slower
from benchmarks.loading import Target, loading
from benchmarks.row import Row
from benchmarks.sample import Sample, Side, middle
from benchmarks.sourcing.building import Built, built, findable, on_disk
from benchmarks.sourcing.peer import asking, prepare
from benchmarks.sourcing.questions import lookups, needs, searches
from benchmarks.sourcing.registry import grow
from deploy.embedded.addresses import renamed

SIZES, FULL_SIZE = (400_000,), 4_000_000
P99, FULL_P99 = 25.0, 100.0
SLICE_SECONDS = 8.0
"""So long a slice is at least: of millions PostgreSQL answers one question in some seconds."""
BESIDE = "PostgreSQL full text, the 20 best by ts_rank: asyncpg"
MATCH, SEARCH = "POST /matches: 20 of all, explained and kept", "GET /suppliers: q, filters, facets"
LIST = "GET /suppliers: pages by name, part of a name, département; by SIRET"


@dataclass(frozen=True)
class Registry:
    """A registry of so many suppliers with so many contracts."""

    bench: Bench
    connection: asyncpg.Connection
    name: str
    suppliers: int
    contracts: int

    @property
    def where(self) -> str:
        """What the table says of it."""
        return f"{self.suppliers:,} suppliers, {self.contracts:,} contracts, 1 caller"

    @property
    def folder(self) -> Path:
        """Where its index is."""
        return self.bench.world.topology.home / f"index-{self.suppliers}"


async def measure(bench: Bench) -> list[Row]:
    """Each size in a database of its own, asked by one caller."""
    return [row for size in bench.sizes(SIZES, FULL_SIZE) for row in await _measured(bench, size)]


async def _measured(bench: Bench, size: int) -> list[Row]:
    world, name = bench.world, f"suppliers_{size}"
    connection = await asyncpg.connect(await world.database("suppliers", name))
    try:
        world.say(f"writing {size:,} suppliers")
        held = await grow(connection, size)
        world.say("preparing PostgreSQL's full text")
        await prepare(connection)
        registry = Registry(bench, connection, name, size, held)
        address = renamed(world.topology.address("suppliers"), name)
        world.twin("suppliers", name, DATABASE_URL=address, INDEX_FOLDER=str(registry.folder))
        return await _served(registry)
    finally:
        await connection.close()


async def _served(registry: Registry) -> list[Row]:
    """The index is built anew by a first process, opened again by a second, which is asked."""
    world, name = registry.bench.world, registry.name
    shutil.rmtree(registry.folder, ignore_errors=True)
    world.say("building the index")
    async with world.aside(name) as (target,):
        first = await built(target)
    async with world.aside(name) as (target,):
        again = await built(target)
        rows = await _asked(registry, target)
        taken = await registry.connection.fetchval("SELECT count(*) FROM supplier") - registry.suppliers
        late = await findable(target, world.principal, taken)
        return [*rows, _built(registry, first, again, late)]


async def _asked(registry: Registry, target: Target) -> list[Row]:
    bench, where = registry.bench, registry.where
    seconds = max(bench.seconds, SLICE_SECONDS)
    matches, texts = needs(bench.world.principal)
    found, words = searches()
    identifiers = await registry.connection.fetch("SELECT state #>> '{identifier,id}' FROM supplier LIMIT 20")
    sides = {
        "matches": loading(target, matches, seconds, connections=1, expected=201),
        "any word": _peer(registry, texts, seconds, "|"),
        "searches": loading(target, found, seconds, connections=1),
        "all words": _peer(registry, words, seconds, "&"),
        "lists": loading(target, lookups([one[0] for one in identifiers]), seconds, connections=1),
    }
    taken = await bench.alternated(sides)
    goal = no_slower("p99", FULL_P99 if registry.suppliers > max(SIZES) else P99)
    return [
        Row.compared(MATCH, taken["matches"], taken["any word"], BESIDE, goal, size=where, unit="/s"),
        Row.compared(SEARCH, taken["searches"], taken["all words"], BESIDE, size=where, unit="/s"),
        Row(LIST, where, "/s", middle(taken["lists"])),
    ]


def _peer(registry: Registry, texts: Sequence[str], seconds: float, joint: str) -> Side:
    server = registry.bench.world.supervisor.pids["postgres"]
    return asking(registry.connection, server, texts, seconds, joint)


def _built(registry: Registry, first: Built, again: Built, late: float) -> Row:
    """How long the index takes to be built and opened, what it holds, and how soon a new supplier is found."""
    facts = {
        "minutes": round(first.seconds / 60, 1),
        "processor s": round(first.cpu),
        "longest other answer s": round(first.waited, 2),
        "MB after building": round(first.memory),
        "opened again s": round(again.seconds, 1),
        "MB then": round(again.memory),
        "MB on disk": round(on_disk(registry.folder)),
        "findable s": late,
        "load": round(os.getloadavg()[0], 1),
    }
    goals = (Goal("findable s", 2, at_least=False, unit="s"),)
    rate = Sample(registry.suppliers / first.seconds)
    return Row(
        "index of suppliers: built anew, and opened again",
        f"{registry.suppliers:,}",
        "/s",
        rate,
        goals=goals,
        facts=facts,
    )
