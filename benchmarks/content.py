"""What the measures need to find on the platform, brought in through its own API."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import asyncpg

from benchmarks.peers import tables
from benchmarks.world import World
from deploy.sample.identifiers import siret

BUYER = siret(90_001)
TENDERS = 200
SUPPLIERS = 50
AT_ONCE = 8
TITLE = "Rénovation énergétique et mise en accessibilité des bâtiments d'enseignement, tranche {}"
_OPEN = "SELECT EXISTS (SELECT FROM tender WHERE status = 'published' AND id = ANY ($1::uuid[]))"
TERMS: dict[str, Any] = {
    "buyer": BUYER,
    "department": "buildings",
    "area": "construction",
    "procedure": "adapted",
    "nature": "works",
    "cpv": "45214220",
    "estimated_value": {"amount": "1200000.00", "currency": "EUR"},
    "places": ["FRH03"],
    "lots": [{"number": number, "title": f"Lot {number}, gros œuvre et finitions"} for number in (1, 2, 3)],
}


def terms(number: int = 0) -> dict[str, Any]:
    """The terms of an invented tender of three lots."""
    return {"title": TITLE.format(number), **TERMS}


def supplier(number: int) -> dict[str, Any]:
    """An invented supplier."""
    place = {"commune": "35238", "department": "35", "country": "FR"}
    identifier = {"scheme": "SIRET", "id": siret(number)}
    return {"identifier": identifier, "name": f"Entreprise inventée {number}", "size": "pme", "place": place}


class Content:
    """The content of one run; each kind is made when it is first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._awarded: list[str] = []

    async def awarded(self) -> list[str]:
        """Ids of tenders whose three lots are awarded to registered suppliers, with the peers' copies of them."""
        if not self._awarded:
            await self._world.serve("tenders", "tenders-worker", "suppliers", "suppliers-worker")
            self._world.say(f"making {TENDERS} tenders")
            async with aiohttp.ClientSession(headers=self._world.principal) as http:
                await _each(
                    range(1, SUPPLIERS + 1),
                    lambda number: self._post(http, "suppliers", "/suppliers", supplier(number)),
                )
                self._awarded = await _each(range(TENDERS), lambda number: self._open(http, number))
                await self._closed(self._awarded)
                await _each(self._awarded, lambda tender: self._award(http, tender))
            await self._copied()
        return self._awarded

    async def award_more(self, tenders: int) -> None:
        """Award all lots of so many further tenders, one award after the other."""
        async with aiohttp.ClientSession(headers=self._world.principal) as http:
            opened = await _each(range(TENDERS, TENDERS + tenders), lambda number: self._open(http, number))
            await self._closed(opened)
            for tender in opened:
                await self._award(http, tender)

    async def _post(self, http: aiohttp.ClientSession, service: str, path: str, body: Any) -> Any:
        async with http.post(self._world.url(service) + path, json=body) as answer:
            assert answer.ok, await answer.text()
            return await answer.json()

    async def _open(self, http: aiohttp.ClientSession, number: int) -> str:
        draft = await self._post(http, "tenders", "/tenders", terms(number))
        deadline = datetime.now(UTC) + timedelta(seconds=1)
        await self._post(http, "tenders", f"/tenders/{draft['id']}/publication", {"deadline": deadline.isoformat()})
        return str(draft["id"])

    async def _award(self, http: aiohttp.ClientSession, tender: str) -> None:
        for lot in (1, 2, 3):
            number = 1 + (int(tender[-4:], 16) + lot) % SUPPLIERS
            holder = {"identifier": {"id": siret(number)}, "name": f"Entreprise inventée {number}"}
            award = {"bids": 3, "value": {"amount": "400000.00"}, "holders": [holder]}
            await self._post(http, "tenders", f"/tenders/{tender}/lots/{lot}/award", award)

    async def _closed(self, tenders: list[str]) -> None:
        """Wait until the service's own clock has closed each of these."""
        connection = await asyncpg.connect(self._world.topology.address("tenders"))
        try:
            while await connection.fetchval(_OPEN, tenders):
                await asyncio.sleep(0.1)
        finally:
            await connection.close()

    async def _copied(self) -> None:
        """The same documents and facts in the tables of the limits."""
        await tables.provide(self._world.topology.address("tenders"))
        async with aiohttp.ClientSession() as http:
            documents = await _each(self._awarded, lambda tender: self._text(http, f"/tenders/{tender}"))
        connection = await asyncpg.connect(self._world.topology.address("tenders"))
        try:
            rows = list(zip(self._awarded, documents, strict=True))
            await connection.executemany("INSERT INTO peer_document VALUES ($1, $2)", rows)
            await connection.execute("INSERT INTO peer_fact (subject, payload) SELECT id, payload FROM event_log")
        finally:
            await connection.close()

    async def _text(self, http: aiohttp.ClientSession, path: str) -> str:
        async with http.get(self._world.url("tenders") + path) as answer:
            return await answer.text()


async def _each(things: Iterable[Any], act: Callable[[Any], Awaitable[Any]]) -> list[Any]:
    """The act on each thing, a few at once; the results in order."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(thing: Any) -> Any:
        async with turns:
            return await act(thing)

    return list(await asyncio.gather(*map(one, things)))
