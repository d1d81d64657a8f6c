"""Bringing contracts of the past to the platform, as `prenan import` does: by batches, through the API."""

import asyncio

import aiohttp
import asyncpg

from benchmarks.history import batches
from benchmarks.world import World
from contracts import procedures

CONTRACTS = 5000
AT_ONCE = 2
_APPLIED = "SELECT coalesce(sum(next), 0) FROM consumer_offset WHERE topic = $1"
_TOLD = "SELECT position FROM event_head WHERE topic = $1"
_PENDING = "SELECT count(*) FROM event_pending"


async def posted(world: World, number: int) -> None:
    """Send so many contracts to the tenders service, two batches at once; what it knows already changes nothing."""
    waiting = batches(number)

    async def send(http: aiohttp.ClientSession) -> None:
        while waiting:
            async with http.post(f"{world.url('tenders')}/contract-records", json={"records": waiting.pop()}) as answer:
                assert answer.ok, await answer.text()

    async with aiohttp.ClientSession(headers=world.principal) as http:
        await asyncio.gather(*(send(http) for _ in range(AT_ONCE)))


async def relayed(world: World) -> int:
    """Wait until every fact of the tenders service has its position; the last of them."""
    connection = await asyncpg.connect(world.topology.address("tenders"))
    try:
        while await connection.fetchval(_PENDING):
            await asyncio.sleep(0.05)
        return int(await connection.fetchval(_TOLD, procedures.TOPIC) or 0)
    finally:
        await connection.close()


async def applied(world: World, observatory: str | None = None) -> None:
    """Wait until the observatory, or that of another database, has applied all of them."""
    head, path = await relayed(world), {"search_path": "projection"}
    address = observatory or world.topology.address("analytics")
    connection = await asyncpg.connect(address, server_settings=path)
    try:
        while await connection.fetchval(_APPLIED, procedures.TOPIC) < head:
            await asyncio.sleep(0.05)
    finally:
        await connection.close()
