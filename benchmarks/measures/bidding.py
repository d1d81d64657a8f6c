"""Two hundred suppliers who bid on one tender, in the same instant and steadily."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import asyncpg
import orjson

from benchmarks.bench import Bench
from benchmarks.content import terms
from benchmarks.goal import Goal, no_slower
from benchmarks.percentiles import Spread
from benchmarks.row import Row
from benchmarks.sample import Sample, middle
from benchmarks.trials.program import TrialFailed, run
from chassis.auth import Principal, sign
from contracts.sealing import OpeningKey
from deploy.sample.identifiers import siret
from gateway.keys.issuing import issue
from gateway.keys.register import Register

BIDDERS, FIRST_BIDDER = 200, 60_001
MOST_MILLISECONDS = 1000
A_SECOND = 100
FORM_BYTES = 20_000
EVERY_RECEIPT = Goal("receipts", BIDDERS, at_least=True)


@dataclass(frozen=True)
class Way:
    """How the bidders come: with their forms sent `ahead` or not, by which door, so many a second or at once."""

    what: str
    ahead: bool = True
    door: str = "tenders"
    rate: int | None = None

    @property
    def size(self) -> str:
        """What the row says of it."""
        paced = f"{BIDDERS} suppliers, {self.rate} a second" if self.rate else f"{BIDDERS} suppliers at once"
        return f"{paced}, one tender, one process each"


WAYS = (
    Way("POST /tenders/{id}/bids: the deposit alone, its receipt signed"),
    Way("a sealed form and its deposit, one after the other", ahead=False),
    Way("the deposit at the gateway, each with a key of its own", door="gateway"),
    Way("the deposit at the gateway, steadily", door="gateway", rate=A_SECOND),
)


async def measure(bench: Bench) -> list[Row]:
    """Depositing alone, with the sealed forms sent before, and sending both; at the service and at the one door."""
    await bench.world.serve("tenders", "tenders-worker", "gateway")
    bench.world.say(f"measuring bids of {BIDDERS}")
    bidders = {"tenders": _principals(bench), "gateway": await _keys(bench)}
    return [await _row(bench, way, bidders[way.door]) for way in WAYS]


async def _row(bench: Bench, way: Way, headers: list[dict[str, str]]) -> Row:
    samples, receipts = [], BIDDERS
    for _ in range(bench.rounds):
        found = await _all(bench, way, headers)
        cpu = found["used"] and found["used"] / BIDDERS * 1e6  # null where the system does not say
        samples.append(Sample(BIDDERS / found["elapsed"], Spread.of(found["seconds"]), cpu, len(found["failures"])))
        receipts = min(receipts, found["receipts"])
    return Row(
        what=way.what,
        size=way.size,
        unit="/s",
        ours=middle(samples),
        goals=(no_slower("p99", MOST_MILLISECONDS), EVERY_RECEIPT),
        facts={"receipts": receipts},
    )


async def _all(bench: Bench, way: Way, headers: list[dict[str, str]]) -> dict[str, Any]:
    plan = {
        "url": bench.world.url(way.door),
        "tender": await _a_tender(bench),
        "ahead": way.ahead,
        "rate": way.rate,
        "pids": [bench.world.target(name).pid for name in sorted({"tenders", way.door})],
        "bidders": [_bidder(place, shown) for place, shown in enumerate(headers)],
    }
    found = await run("bids", plan)
    if found["failures"]:
        raise TrialFailed(f"{len(found['failures'])} bids failed: {found['failures'][0][:600]}")
    return found


def _bidder(place: int, headers: dict[str, str]) -> dict[str, Any]:
    number = siret(FIRST_BIDDER + place)
    member = {"identifier": {"id": number}, "name": f"Entreprise inventée {place}", "size": "pme"}
    answers = [{"question": "Méthode", "answer": "x" * FORM_BYTES}]
    form = {"members": [member], "lots": [{"lot": 1, "price": {"amount": "1000.00"}, "answers": answers}]}
    return {"number": number, "form": orjson.dumps(form).decode(), "headers": headers}


def _principals(bench: Bench) -> list[dict[str, str]]:
    """What each bidder shows at the service: that the gateway vouches for it."""
    secret = bench.world.topology.credentials.platform_secret
    known = [siret(FIRST_BIDDER + place) for place in range(BIDDERS)]
    signed = [sign(Principal(f"bidder {one}", frozenset({"bids:submit"}), one), secret, 600) for one in known]
    return [{"Prenan-Principal": token} for token in signed]


async def _keys(bench: Bench) -> list[dict[str, str]]:
    """What each bidder shows at the gateway: a key of its own."""
    pepper, now = bench.world.topology.credentials.key_pepper, datetime.now(UTC)
    async with asyncpg.create_pool(bench.world.topology.address("gateway"), min_size=1, max_size=1) as pool:
        register, keys = Register(pool.acquire), []
        for place in range(BIDDERS):
            own = siret(FIRST_BIDDER + place)
            key, _ = await issue(register, pepper, role="supplier", organisation=own, now=now)
            keys.append({"Authorization": f"Bearer {key.text}"})
    return keys


async def _a_tender(bench: Bench) -> str:
    """A published tender whose bids are sealed: its path."""
    key = OpeningKey.generate().seal_key.to_json()["public_key"]
    members = [{"name": f"Membre {one}", "public_key": key} for one in range(3)]
    committee = {"threshold": 2, "members": members}
    async with aiohttp.ClientSession(bench.world.url("tenders"), headers=bench.world.principal) as http:
        async with http.post("/tenders", json={**terms(), "committee": committee}) as answer:
            path = f"/tenders/{(await answer.json())['id']}"
        deadline = (datetime.now(UTC) + timedelta(days=90)).isoformat()
        async with http.post(f"{path}/publication", json={"deadline": deadline}) as answer:
            if not answer.ok:
                raise TrialFailed(await answer.text())
    return path
