"""A tender put together from three services, nothing cached; and one plain hop."""

from urllib.parse import quote

import aiohttp

from benchmarks.bench import Bench
from benchmarks.goal import no_dearer, ratio
from benchmarks.loading import loading
from benchmarks.row import Row
from deploy.sample.identifiers import siret

FIGURES = ("A1", "A3", "A6", "A12")


async def measure(bench: Bench) -> list[Row]:
    """The composed answer beside the same calls by hand, and the gateway's cost of one call."""
    tender = (await bench.content.awarded())[0]
    await bench.world.serve("suppliers", "analytics", "gateway-uncached", "peer")
    await _plan(bench, tender)
    gateway, peer = bench.world.target("gateway-uncached"), bench.world.target("peer")
    supplier = f"/suppliers/{siret(1)}"
    hop = "/hop?url=" + quote(bench.world.url("suppliers") + supplier, safe="")
    sides = {
        "composed": loading(gateway, [{"path": f"/tenders/{tender}"}], bench.seconds),
        "composed by hand": loading(peer, [{"path": "/composed"}], bench.seconds),
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
            size="1 tender, 3 holders, 4 figures, 32 connections",
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


async def _plan(bench: Bench, tender: str) -> None:
    """Tell the peer the calls that the gateway makes."""
    async with aiohttp.ClientSession() as http:
        root = f"{bench.world.url('tenders')}/tenders/{tender}"
        async with http.get(root) as answer:
            document = await answer.json()
        holders = [lot["award"]["holders"][0]["identifier"]["id"] for lot in document["lots"]]
        named = "&".join(f"identifier={holder}" for holder in holders)
        names = f"{bench.world.url('suppliers')}/suppliers?{named}&limit={len(holders)}"
        figures = [
            f"{bench.world.url('analytics')}/indicators/{figure}?period=all&area={document['area']}"
            for figure in FIGURES
        ]
        await http.post(f"{bench.world.url('peer')}/composed", json=[root, names, *figures])
