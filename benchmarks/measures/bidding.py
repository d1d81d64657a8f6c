"""Two hundred suppliers who bid on one tender in the same instant."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import orjson

from benchmarks import processor
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

BIDDERS, FIRST_BIDDER = 200, 60_001
MOST_MILLISECONDS = 1000
FORM_BYTES = 20_000
EVERY_RECEIPT = Goal("receipts", BIDDERS, at_least=True)


async def measure(bench: Bench) -> list[Row]:
    """Depositing alone, with the sealed forms sent before, and sending both."""
    await bench.world.serve("tenders", "tenders-worker")
    bench.world.say(f"measuring bids of {BIDDERS}")
    return [
        await _row(bench, "POST /tenders/{id}/bids: the deposit alone, its receipt signed", ahead=True),
        await _row(bench, "a sealed form and its deposit, one after the other", ahead=False),
    ]


async def _row(bench: Bench, what: str, *, ahead: bool) -> Row:
    samples, receipts = [], BIDDERS
    for _ in range(bench.rounds):
        found, cpu = await _all_at_once(bench, ahead=ahead)
        spread = Spread.of(found["seconds"])
        samples.append(Sample(BIDDERS / found["elapsed"], spread, cpu, len(found["failures"])))
        receipts = min(receipts, found["receipts"])
    return Row(
        what=what,
        size=f"{BIDDERS} suppliers at once, one tender, one service process",
        unit="/s",
        ours=middle(samples),
        goals=(no_slower("p99", MOST_MILLISECONDS), EVERY_RECEIPT),
        facts={"receipts": receipts},
    )


async def _all_at_once(bench: Bench, *, ahead: bool) -> tuple[dict[str, Any], float | None]:
    plan = {"url": bench.world.url("tenders"), "tender": await _a_tender(bench), "ahead": ahead}
    secret = bench.world.topology.credentials.platform_secret
    target = bench.world.target("tenders")
    before = processor.used(target.pid)
    found = await run("bids", {**plan, "bidders": [_bidder(one, secret) for one in range(BIDDERS)]})
    after = processor.used(target.pid)
    if found["failures"]:
        raise TrialFailed(f"{len(found['failures'])} bids failed: {found['failures'][0][:600]}")
    return found, None if before is None or after is None else (after - before) / BIDDERS * 1e6


def _bidder(place: int, secret: str) -> dict[str, Any]:
    number = siret(FIRST_BIDDER + place)
    member = {"identifier": {"id": number}, "name": f"Entreprise inventée {place}", "size": "pme"}
    answers = [{"question": "Méthode", "answer": "x" * FORM_BYTES}]
    form = {"members": [member], "lots": [{"lot": 1, "price": {"amount": "1000.00"}, "answers": answers}]}
    principal = Principal(f"bidder {place}", frozenset({"bids:submit"}), number)
    return {
        "number": number,
        "form": orjson.dumps(form).decode(),
        "headers": {"Prenan-Principal": sign(principal, secret)},
    }


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
