"""Pages for people at a hundred thousand contracts: time at the server, bytes, what a browser asks for beside them."""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import aiohttp

from benchmarks.bench import Bench
from benchmarks.goal import Goal, no_slower
from benchmarks.loading import Target, loaded
from benchmarks.observatory.filling import fill
from benchmarks.row import Row
from benchmarks.told_rows import buyers
from benchmarks.trials.program import TrialFailed
from benchmarks.world import World

CONTRACTS, ASKED, PATIENCE = 100_000, 20, 20
LOADING_PATIENCE_SECONDS, NEVER_ENDING = 600.0, 600.0
MOST_MILLISECONDS = 300
LIGHT = (Goal("KB sent", 100, at_least=False), Goal("KB of script", 35, at_least=False))
"""What the first page may weigh with all that it loads, compressed."""
ANALYTICS, GATEWAY = "analytics-pages", "gateway-pages"
PERIODS = [f"{year}{part}" for year in range(2019, 2024) for part in ("", "-Q1", "-Q2", "-Q3")]
"""So many questions that nobody asked before."""
PACKED = {"accept-encoding": "gzip"}
_LOADED = re.compile(r'(?:src|href)="(/static/[^"]*)"')


@dataclass(frozen=True)
class Weight:
    """What a browser with an empty cache gets for a page, compressed."""

    requests: int
    page: int
    everything: int
    script: int

    def facts(self) -> Mapping[str, float]:
        """The weight in thousands of bytes."""
        sizes = {"KB": self.page, "KB sent": self.everything, "KB of script": self.script}
        return {"requests": self.requests, **{name: round(size / 1024, 1) for name, size in sizes.items()}}


def addresses() -> Mapping[str, str]:
    """The pages by their names; `{}` is the period."""
    buyer = buyers(CONTRACTS)[0]
    return {
        "front": "/fr?period={}",
        "observatory": "/fr/observatory?period={}",
        "a figure": "/fr/indicators/A3?period={}",
        "how contracts spread": "/fr/observatory/distributions?period={}",
        "all contracts": "/fr/observatory/contracts?period={}",
        "a buyer": f"/fr/observatory/buyers/{buyer}?period={{}}",
        "a department": "/fr/departments/schools?period={}",
        "a purchase area": "/fr/areas/it?period={}",
        "a comparison": "/fr/observatory/comparisons?period={}",
        "a map of communes": "/fr/observatory/map?level=commune&period={}",
        "quality of records": "/fr/observatory/quality?period={}",
        "calls": "/fr/tenders?period={}",
        "companies": "/fr/suppliers?period={}",
    }


async def measure(bench: Bench) -> list[Row]:
    """Each page by questions that nobody asked before, one after the other."""
    world = bench.world
    world.say(f"telling of {CONTRACTS:,} contracts")
    database = await world.database("analytics", "analytics_pages")
    await fill(database, CONTRACTS)
    world.twin("analytics", ANALYTICS, DATABASE_URL=database)
    world.twin("gateway", GATEWAY, ANALYTICS_URL=world.url(ANALYTICS), LIMITS_SCALE="1000000")
    await world.serve("tenders", "suppliers")
    async with (
        world.aside(ANALYTICS, patience=LOADING_PATIENCE_SECONDS),
        world.aside(GATEWAY) as (gateway,),
    ):
        return [await _row(world, gateway, name, path) for name, path in addresses().items()]


async def _row(world: World, gateway: Target, name: str, path: str) -> Row:
    """One page, after it was made once for a period of its own."""
    world.say(f"opening pages: {name}")
    weight = await _weight(f"http://127.0.0.1:{gateway.port}", path.format("2018"))
    requests = [{"path": path.format(period), "headers": PACKED} for period in PERIODS[:ASKED]]
    taken = await loaded(gateway, requests, NEVER_ENDING, connections=1, once=True)
    goals = (no_slower("p95", MOST_MILLISECONDS), *(LIGHT if name == "front" else ()))
    size = f"{CONTRACTS:,} contracts, 1 caller"
    return Row(f"page, {name}", size, "/s", taken, goals=goals, facts=dict(weight.facts()))


async def _weight(base: str, path: str) -> Weight:
    async with aiohttp.ClientSession(base, auto_decompress=False, headers=PACKED) as http:
        page = await _first(http, path)
        sizes = {path: len(page)}
        sizes |= {address: await _size(http, address) for address in _loads(_text(page))}
    script = sum(size for address, size in sizes.items() if address.endswith(".js"))
    return Weight(len(sizes), sizes[path], sum(sizes.values()), script)


async def _first(http: aiohttp.ClientSession, path: str) -> bytes:
    """A page that nobody opened before: what it is made of is computed, and may come too late the first times."""
    for _ in range(PATIENCE):
        async with http.get(path) as answer:
            if answer.ok:
                return await answer.read()
    raise TrialFailed(f"{path} is not made in {PATIENCE} attempts")


async def _size(http: aiohttp.ClientSession, path: str) -> int:
    """Bytes of an answer's body as it travels."""
    async with http.get(path) as answer:
        answer.raise_for_status()
        return len(await answer.read())


def _text(body: bytes) -> str:
    return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()


def _loads(page: str) -> Iterator[str]:
    """What a page makes a browser ask for, each once."""
    return iter(dict.fromkeys(_LOADED.findall(page)))
