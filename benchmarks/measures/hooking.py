"""Webhooks: how many facts a second reach a receiver, and how soon after its commit an award does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import aiohttp
import asyncpg
import orjson

from benchmarks.bench import Bench
from benchmarks.goal import Goal, no_slower
from benchmarks.percentiles import Spread
from benchmarks.row import Row
from benchmarks.sample import Sample
from benchmarks.trials.program import TrialFailed, run
from deploy.embedded.ports import free_port
from deploy.embedded.topology import LOOPBACK
from gateway.keys.issuing import issue
from gateway.keys.register import Register

GATEWAY, WORKER = "gateway-for-webhooks", "gateway-worker-for-webhooks"
CONNECTIONS = 16
"""As many as one webhook has facts on their way."""
AWARDED_TENDERS = 40
PATIENCE_SECONDS = 20.0
READY_SECONDS = 0.5
_COMMITS = """
    SELECT id::text, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 AS at FROM event_log
    WHERE id::text = ANY($1)
"""
NOTHING_LOST = Goal("lost", 0, at_least=False)


async def measure(bench: Bench) -> list[Row]:
    """A replay of the whole feed beside a bare loop of POSTs to the same receiver; awards one after the other."""
    await bench.content.awarded()
    world = bench.world
    if not world.knows(GATEWAY):
        world.twin("gateway", GATEWAY, **LOOPBACK)
        world.twin("gateway-worker", WORKER, **LOOPBACK)
    await world.serve("tenders", "tenders-worker", "suppliers", "analytics", GATEWAY, WORKER)
    async with _integrator(bench) as http:
        return [await _throughput(bench, http), await _award(bench, http)]


async def _throughput(bench: Bench, http: aiohttp.ClientSession) -> Row:
    bench.world.say("measuring webhooks, POSTs by hand")
    page = await _json(http.get("/feed/procedures?limit=1000&include=body"))
    body = max((orjson.dumps(one["event"]).decode() for one in page["events"]), key=len)
    ours, limits = [], []
    for _ in range(bench.rounds):
        limits.append(await _by_hand(bench, body))
        ours.append(await _replayed(http, page["head"]))
    size = f"{page['head']} facts in {len({one['event']['partitionkey'] for one in page['events']})} entities, signed"
    beside = f"POST of {len(body) / 1000:.1f} kB by {CONNECTIONS} connections, unsigned"
    return Row.compared("webhook deliveries to one receiver", ours, limits, beside, size=size, unit="/s")


async def _replayed(http: aiohttp.ClientSession, head: int) -> Sample:
    """Every fact of the feed, sent again."""
    async with _receiving(http, head) as (webhook, receiving):
        await _json(http.post(f"/webhooks/{webhook}/replays", json={"after": 0}))
        found = await receiving
    if len(found["arrived"]) < head:
        raise TrialFailed(f"{head - len(found['arrived'])} of {head} facts did not come")
    times = found["arrived"].values()
    return Sample(len(times) / (max(times) - min(times)))


async def _by_hand(bench: Bench, body: str) -> Sample:
    port = free_port()
    plan = {"port": port, "expected": 10**9, "patience": 1.0}
    receiving = asyncio.create_task(run("receiving", plan))
    await asyncio.sleep(READY_SECONDS)
    request = {"method": "POST", "path": "/hook", "body": body, "headers": {"webhook-id": "1"}}
    load = {"port": port, "requests": [request], "connections": CONNECTIONS, "seconds": bench.seconds}
    found = await run("load", {**load, "expected": 204, "least": 0, "once": False})
    await receiving
    return Sample(len(found["seconds"]) / found["elapsed"], failed=found["failed"])


async def _award(bench: Bench, http: aiohttp.ClientSession) -> Row:
    """From the commit of an award until the receiver has it, while nothing else happens."""
    bench.world.say("measuring award to receiver")
    awards = 3 * AWARDED_TENDERS
    async with _receiving(http, awards, type=["ContractAwarded"]) as (_, receiving):
        await bench.content.award_more(AWARDED_TENDERS)
        arrived = (await receiving)["arrived"]
    connection = await asyncpg.connect(bench.world.topology.address("tenders"))
    try:
        commits = {row["id"]: row["at"] for row in await connection.fetch(_COMMITS, list(arrived))}
    finally:
        await connection.close()
    late = [arrived[fact] - commits[fact] for fact in arrived]
    sample = Sample(len(late) / (max(arrived.values()) - min(arrived.values())), Spread.of(late))
    facts = {"lost": awards - len(arrived)}
    goals = (no_slower("p95", 2000), NOTHING_LOST)
    return Row("award to receiver, by webhook", f"{awards} awards", "/s", sample, goals=goals, facts=facts)


@asynccontextmanager
async def _receiving(
    http: aiohttp.ClientSession, expected: int, **chosen: list[str]
) -> AsyncIterator[tuple[str, asyncio.Task[Any]]]:
    """A webhook to a receiver of its own, which takes so many facts."""
    port = free_port()
    plan = {"port": port, "expected": expected, "patience": PATIENCE_SECONDS}
    receiving = asyncio.create_task(run("receiving", plan))
    await asyncio.sleep(READY_SECONDS)
    asked = {"url": f"http://127.0.0.1:{port}/hook", "filter": chosen}
    webhook = await _json(http.post("/webhooks", json=asked))
    try:
        yield str(UUID(webhook["id"])), receiving
    finally:
        await receiving
        async with http.delete(f"/webhooks/{webhook['id']}") as answer:
            answer.raise_for_status()


@asynccontextmanager
async def _integrator(bench: Bench) -> AsyncIterator[aiohttp.ClientSession]:
    """A portal in front of the gateway."""
    world = bench.world
    pepper = world.topology.credentials.key_pepper

    @asynccontextmanager
    async def connected() -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(world.topology.address("gateway"))
        try:
            yield connection
        finally:
            await connection.close()

    key, _ = await issue(
        Register(connected), pepper, role="portal", organisation="*", now=datetime.now(UTC), retire_oldest=True
    )
    headers = {"Authorization": f"Bearer {key.text}"}
    async with aiohttp.ClientSession(world.url(GATEWAY), headers=headers) as http:
        yield http


async def _json(asking: Any) -> Any:
    async with asking as answer:
        assert answer.ok, await answer.text()
        return await answer.json()
