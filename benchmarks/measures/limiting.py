"""What it costs to count a request against its caller's quota, and what a frozen service costs the others."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from itertools import cycle

import aiohttp
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from benchmarks.bench import Bench
from benchmarks.goal import Goal, no_dearer
from benchmarks.loading import loaded
from benchmarks.percentiles import median
from benchmarks.row import Row
from benchmarks.sample import Sample, middle
from deploy.sample.identifiers import siret
from gateway.limits.costs import Costs
from gateway.limits.limits import Limits
from gateway.limits.load import Load

CALLERS = 10_000
REQUESTS = 50_000
GENEROUS = 1_000_000
BACKGROUND = 4
"""Callers who go on asking for what the frozen service has."""
NO_SLOWER = Goal("p99 beside", 1.5, at_least=False)
_PATHS = ("/tenders/0199f0c4-0000-7000-8000-000000000000", "/indicators/A1", "/suppliers")
_DESCRIBED = ("/tenders/{id}", "/indicators/{id}", "/suppliers")
_DOCUMENT = {"paths": {path: {"get": {"x-cost": "read"}} for path in _DESCRIBED}}


async def measure(bench: Bench) -> list[Row]:
    """The quota of a request in this process; a plain hop while the observatory is frozen beside when it is well."""
    return [await _counted(bench), await _beside_a_frozen_one(bench)]


async def _counted(bench: Bench) -> Row:
    bench.world.say("measuring the quota of a request")
    limited = Limits(_answer, Load(1000), GENEROUS)
    samples = []
    for _ in range(bench.rounds):
        without, within = await _seconds(_answer), await _seconds(limited)
        seconds = max(within - without, 1e-9) / REQUESTS
        samples.append(Sample(1 / seconds, cpu=seconds * 1e6))
    return Row(
        what="a request counted against its caller's quota: class, bucket, headers",
        size=f"{CALLERS:,} addresses, one core",
        unit="/s",
        ours=middle(samples),
        goals=(no_dearer(8),),
    )


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - ASGI's signature
    await send({"type": "http.response.start", "status": 200, "headers": []})


async def _unheard(_: Message) -> None:
    pass


async def _seconds(app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> float:
    """Processor time of many requests by many addresses."""
    door = Starlette()
    door.state.costs = Costs(_DOCUMENT)
    headers = [(b"host", b"prenan"), (b"accept", b"*/*"), (b"accept-encoding", b"gzip"), (b"user-agent", b"bench")]
    paths, addresses = cycle(_PATHS), cycle([f"10.0.{one // 256}.{one % 256}" for one in range(CALLERS)])
    began = time.process_time()
    for _ in range(REQUESTS):
        scope = {
            "type": "http", "method": "GET", "path": next(paths), "headers": headers,
            "client": (next(addresses), 1), "app": door,
        }  # fmt: skip
        await app(scope, _never, _unheard)
    return time.process_time() - began


async def _never() -> Message:
    raise AssertionError("nobody reads the body of a GET")


async def _beside_a_frozen_one(bench: Bench) -> Row:
    await bench.content.awarded()
    await bench.world.serve("suppliers", "analytics", "gateway-uncached")
    well, frozen = [], []
    for _ in range(bench.rounds):
        well.append(await _hops(bench))
        with _frozen(bench.world.target("analytics").pid):
            frozen.append(await _hops(bench))
    p99 = [[one.spread.p99 for one in slices if one.spread] for slices in (frozen, well)]
    slower = [ours / limit for ours, limit in zip(*p99, strict=True)]
    return Row(
        what="GET /suppliers/{siret} at the gateway while the observatory is frozen",
        size=f"1 supplier, 8 connections, and {BACKGROUND} that ask for figures",
        unit="/s",
        ours=middle(frozen),
        limit=middle(well),
        beside="the same while it is well",
        goals=(NO_SLOWER,),
        facts={"p99 beside": round(median(slower), 2)},
    )


async def _hops(bench: Bench) -> Sample:
    url = f"{bench.world.url('gateway-uncached')}/indicators/A1?period=all"
    async with aiohttp.ClientSession() as http:
        asking = [asyncio.create_task(_ask(http, url)) for _ in range(BACKGROUND)]
        try:
            hops = [{"path": f"/suppliers/{siret(1)}"}]
            return await loaded(bench.world.target("gateway-uncached"), hops, bench.seconds, connections=8)
        finally:
            for task in asking:
                task.cancel()
            await asyncio.gather(*asking, return_exceptions=True)


async def _ask(http: aiohttp.ClientSession, url: str) -> None:
    while True:
        async with http.get(url) as answer:
            await answer.read()
        await asyncio.sleep(0.05)


@contextlib.contextmanager
def _frozen(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)
