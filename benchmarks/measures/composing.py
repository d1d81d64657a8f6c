"""A tender put together from three services, nothing cached; and one plain hop."""

from urllib.parse import quote

import aiohttp
import orjson

from benchmarks.bench import Bench
from benchmarks.goal import no_dearer, ratio
from benchmarks.loading import loading
from benchmarks.row import Row
from deploy.sample.identifiers import siret

FIGURES = ("A1", "A3", "A6", "A12")
FEW = 4
"""Connections: with more, parts would be late and left out, and answers would be cheap."""


async def measure(bench: Bench) -> list[Row]:
    """The composed answer beside the same calls by hand, and the gateway's cost of one call."""
    tender = (await bench.content.awarded())[0]
    await bench.world.serve("suppliers", "analytics", "gateway-uncached", "peer")
    whole = await _plan(bench, tender)
    gateway, peer = bench.world.target("gateway-uncached"), bench.world.target("peer")
    supplier = f"/suppliers/{siret(1)}"
    hop = "/hop?url=" + quote(bench.world.url("suppliers") + supplier, safe="")
    sides = {
        "composed": loading(gateway, [{"path": f"/tenders/{tender}"}], bench.seconds, connections=FEW, least=whole),
        "composed by hand": loading(peer, [{"path": "/composed"}], bench.seconds, connections=FEW, least=whole),
        "hop": loading(gateway, [{"path": supplier}], bench.seconds),
        "hop by hand": loading(peer, [{"path": hop}], bench.seconds),
    }
    taken = await bench.alternated(sides)
    return [
        Row.compared(
            "GET /tenders/{id} at the gateway, composed, uncached",
            taken["composed"],
            taken["composed by hand"],
            "the same 6 calls by hand: aiohttp behind FastAPI",
            ratio(0.8),
            size=f"1 tender, 3 holders, 4 figures of an empty observatory, {FEW} connections",
            unit="/s",
        ),
        Row.compared(
            "GET /suppliers/{siret} at the gateway: one plain hop",
            taken["hop"],
            taken["hop by hand"],
            "one call by hand: aiohttp behind FastAPI",
            no_dearer(450),
            ratio(0.8),
            size="1 supplier, 32 connections",
            unit="/s",
        ),
    ]


async def _plan(bench: Bench, tender: str) -> int:
    """Tell the peer the calls that the gateway makes; the bytes that all their answers have together."""
    async with aiohttp.ClientSession() as http:
        root = f"{bench.world.url('tenders')}/tenders/{tender}"
        document = orjson.loads(await _body(http, root))
        holders = [lot["award"]["holders"][0]["identifier"]["id"] for lot in document["lots"]]
        named = "&".join(f"identifier={holder}" for holder in holders)
        names = f"{bench.world.url('suppliers')}/suppliers?{named}&limit={len(holders)}"
        asked = f"period=all&area={document['area']}"
        figures = [f"{bench.world.url('analytics')}/indicators/{figure}?{asked}" for figure in FIGURES]
        await http.post(f"{bench.world.url('peer')}/composed", json=[root, names, *figures])
        return sum([len(await _body(http, url)) for url in (root, *figures)])


async def _body(http: aiohttp.ClientSession, url: str) -> bytes:
    async with http.get(url) as answer:
        return await answer.read()
