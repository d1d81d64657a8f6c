"""Reading a tender that the gateway has ready, or that the caller has."""

import asyncio

import aiohttp

from benchmarks.bench import Bench
from benchmarks.content import TENDERS
from benchmarks.goal import ratio
from benchmarks.loading import loading
from benchmarks.row import Row

BESIDE = "ready bytes behind FastAPI"
PATIENCE_SECONDS = 20


async def measure(bench: Bench) -> list[Row]:
    """The cached answer and the 304 at the gateway beside FastAPI with ready bytes of the same size."""
    tenders = await bench.content.awarded()
    await bench.world.serve("suppliers", "analytics", "gateway", "peer")
    tags, body = await _read(bench, tenders)
    known = [{"path": path, "headers": {"if-none-match": tag}} for path, tag in tags.items()]
    gateway = bench.world.target("gateway")
    sides = {
        "cached": loading(gateway, [{"path": path} for path in tags], bench.seconds),
        "unchanged": loading(gateway, known, bench.seconds, expected=304),
        "ready": loading(bench.world.target("peer"), [{"path": "/ready/tender"}], bench.seconds),
    }
    taken = await bench.alternated(sides)
    size = f"{TENDERS} tenders of {len(body) / 1000:.1f} kB, 32 connections"
    return [
        Row.compared(what, taken[side], taken["ready"], BESIDE, ratio(0.7), size=size, unit="/s")
        for side, what in (
            ("cached", "GET /tenders/{id} at the gateway, cached"),
            ("unchanged", "GET /tenders/{id} at the gateway, 304"),
        )
    ]


async def _read(bench: Bench, tenders: list[str]) -> tuple[dict[str, str], bytes]:
    """Entity tags by path, once every answer is on the gateway's shelf, and one answer for the peer to have ready."""
    tags, body = {}, b""
    async with aiohttp.ClientSession() as http:
        for tender in tenders:
            path = f"/tenders/{tender}"
            tags[path], body = await _whole(http, bench.world.url("gateway") + path)
        await http.put(f"{bench.world.url('peer')}/ready/tender", data=body)
    return tags, body


async def _whole(http: aiohttp.ClientSession, url: str) -> tuple[str, bytes]:
    """A complete answer and its tag: one without a part, as a busy machine gives it at first, is not kept."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with http.get(url) as answer:
                if answer.ok and "partial" not in await answer.json():
                    return answer.headers["etag"], await answer.read()
            await asyncio.sleep(0.1)
