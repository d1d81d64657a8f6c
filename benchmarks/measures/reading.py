"""Reading a tender at its service, from the database."""

from benchmarks.bench import Bench
from benchmarks.content import TENDERS
from benchmarks.goal import ratio
from benchmarks.loading import loading
from benchmarks.row import Row


async def measure(bench: Bench) -> list[Row]:
    """`GET /tenders/{id}` beside asyncpg behind FastAPI."""
    tenders = await bench.content.awarded()
    await bench.world.serve("tenders", "peer")
    sides = {
        name: loading(bench.world.target(name), [{"path": f"{path}/{tender}"} for tender in tenders], bench.seconds)
        for name, path in (("tenders", "/tenders"), ("peer", "/row"))
    }
    taken = await bench.alternated(sides)
    return [
        Row.compared(
            "GET /tenders/{id} at the service, from its database",
            taken["tenders"],
            taken["peer"],
            "one ready row: asyncpg behind FastAPI",
            ratio(0.5),
            size=f"{TENDERS} tenders of 3 lots, 32 connections",
            unit="/s",
        )
    ]
