"""How listing and searching tenders grows with how many there are."""

from collections.abc import Mapping
from urllib.parse import urlencode

import asyncpg

from benchmarks.bench import Bench
from benchmarks.content import BUYER
from benchmarks.goal import Goal
from benchmarks.loading import Target, loading
from benchmarks.market import grow, identity
from benchmarks.row import Row
from benchmarks.sample import Sample, Side, middle
from chassis.paging import seal
from deploy.embedded.addresses import renamed

SIZES = (1_000, 10_000, 100_000)
DATABASE = "tenders_grown"
GROWTH = Goal("growth", 3, at_least=False)
BESIDE = "the newest 101 rows, their terms alone: asyncpg behind FastAPI"
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "newest first": {},
    "of one area": {"area": "food"},
    "of one department, by one procedure": {"department": "schools", "procedure": "open"},
    "of one buyer and area, published": {"buyer": BUYER, "area": "construction", "status": "published"},
    "q= a word that is common": {"q": "lycée"},
    "q= two words that are rare": {"q": "produits laitiers", "area": "food", "status": "published"},
}


async def measure(bench: Bench) -> list[Row]:
    """Pages of a hundred at a thousand, ten thousand and a hundred thousand tenders, asked by one caller."""
    world = bench.world
    database = await world.database("tenders", DATABASE)
    for name in ("tenders", "peer"):
        world.twin(name, f"{name}-grown", DATABASE_URL=renamed(world.topology.address("tenders"), DATABASE))
    await world.serve("tenders-grown", "peer-grown")
    connection = await asyncpg.connect(database)
    try:
        taken = {size: await _taken(bench, connection, size) for size in SIZES}
    finally:
        await connection.close()
    return [_row(what, size, taken) for what in (*QUESTIONS, "deep in the past") for size in SIZES]


async def _taken(bench: Bench, connection: asyncpg.Connection, size: int) -> dict[str, list[Sample]]:
    bench.world.say(f"growing to {size:,} tenders")
    await grow(connection, size)
    return await bench.alternated(_sides(bench, size))


def _sides(bench: Bench, size: int) -> dict[str, Side]:
    service, peer = bench.world.target("tenders-grown"), bench.world.target("peer-grown")
    secret = bench.world.topology.credentials.platform_secret.encode()
    deep = {"cursor": seal(f"n{identity(size // 10)}", secret)}
    asked = {**QUESTIONS, "deep in the past": deep}
    sides = {what: _asked(bench, service, f"/tenders?{urlencode(query)}") for what, query in asked.items()}
    return {**sides, "by hand": _asked(bench, peer, "/listed?limit=101")}


def _asked(bench: Bench, target: Target, path: str) -> Side:
    return loading(target, [{"path": path}], bench.seconds, connections=1)


def _row(what: str, size: int, taken: Mapping[int, Mapping[str, list[Sample]]]) -> Row:
    """`growth` is how many times as long a page takes as it does among the fewest tenders."""
    ours, limit = taken[size][what], taken[size]["by hand"]
    where = f"{size:,} tenders, 1 caller"
    row = Row.compared(f"GET /tenders {what}", ours, limit, BESIDE, GROWTH, size=where, unit="/s")
    row.facts["growth"] = round(middle(taken[SIZES[0]][what]).rate / row.ours.rate, 2)
    return row
