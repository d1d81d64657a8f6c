"""Reading the feed by pages of a hundred facts with their bodies."""

import aiohttp

from benchmarks.bench import Bench
from benchmarks.goal import rate
from benchmarks.loading import Target, loading
from benchmarks.row import Row
from benchmarks.sample import Side

PAGE = 100
PAGES = 8


async def measure(bench: Bench) -> list[Row]:
    """A page at the service beside the same rows by hand; at the gateway beside ready bytes."""
    await bench.content.awarded()
    await bench.world.serve("tenders", "suppliers", "analytics", "gateway", "peer")
    target, path = bench.world.target, f"/feed/procedures?limit={PAGE}&include=body&after="
    sides = {
        "page at the service": _pages(bench, target("tenders"), path),
        "rows by hand": _pages(bench, target("peer"), f"/page?limit={PAGE}&after="),
        "page at the gateway": _pages(bench, target("gateway"), path),
        "ready page": loading(target("peer"), [{"path": "/ready/page"}], bench.seconds, connections=16),
    }
    size = f"pages of 100 facts, {await _kept(bench, path) / 1000:.0f} kB, 16 connections"
    taken = await bench.alternated(sides)
    return [
        Row.compared(what, taken[ours], taken[limit], beside, rate(2000, "pages/s"), size=size, unit="pages/s")
        for what, ours, limit, beside in (
            (
                "feed page of 100 at the service",
                "page at the service",
                "rows by hand",
                "100 rows: asyncpg behind FastAPI",
            ),
            ("feed page of 100 at the gateway", "page at the gateway", "ready page", "ready bytes behind FastAPI"),
        )
    ]


def _pages(bench: Bench, target: Target, path: str) -> Side:
    requests = [{"path": f"{path}{PAGE * number}"} for number in range(PAGES)]
    return loading(target, requests, bench.seconds, connections=16)


async def _kept(bench: Bench, path: str) -> int:
    """Put a page on the peer's shelf; its size in bytes."""
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{bench.world.url('tenders')}{path}0") as answer:
            body = await answer.read()
        await http.put(f"{bench.world.url('peer')}/ready/page", data=body)
    return len(body)
