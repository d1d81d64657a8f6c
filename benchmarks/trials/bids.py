"""Bidders who hand in their bids, in the same instant or steadily: each its sealed form, then the deposit of it."""

import asyncio
import math
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson

from benchmarks import processor
from benchmarks.trials.program import Findings, Plan, main
from contracts.sealing import Context, SealKey, seal

_BYTES = {"Content-Type": "application/octet-stream"}
_JSON = {"Content-Type": "application/json"}


@dataclass
class Bidder:
    """A company with its bid: the form in clear, and from `seal` on its ciphertext."""

    number: str
    form: bytes
    headers: dict[str, str]
    sealed: bytes = b""
    deposit: bytes = b""
    seconds: dict[str, float] = field(default_factory=dict)
    receipt: str = ""
    failure: str = ""

    def seal(self, key: dict[str, Any]) -> None:
        """Seal the form to the key of the phase, as an integrator does."""
        context = Context(key["tender_id"], key["phase"], (), f"SIRET:{self.number}", "offer", "offer.json")
        self.sealed = b"".join(seal([self.form], SealKey.from_json(key), context))

    async def send(self, http: aiohttp.ClientSession, tender: str) -> None:
        """Send the sealed form."""
        sent = await self._post(http, "piece", f"{tender}/sealed-pieces", self.sealed, _BYTES)
        piece = {"kind": "offer", "name": "offer.json", **sent}
        self.deposit = orjson.dumps({"bidder": {"id": self.number}, "lots": [1], "pieces": [piece]})

    async def hand_in(self, http: aiohttp.ClientSession, tender: str) -> None:
        """Hand the bid in; the answer holds its receipt."""
        if self.deposit:
            answer = await self._post(http, "deposit", f"{tender}/bids", self.deposit, _JSON)
            self.receipt = answer.get("receipt", {}).get("receipt", "")

    async def _post(
        self, http: aiohttp.ClientSession, act: str, path: str, body: bytes, headers: dict[str, str]
    ) -> dict[str, Any]:
        began = time.perf_counter()
        async with http.post(path, data=body, headers={**self.headers, **headers}) as answer:
            said: dict[str, Any] = orjson.loads(await answer.read())
        self.seconds[act] = time.perf_counter() - began
        if answer.status != 201:
            self.failure = str(said)
        return said


async def bid(plan: Plan) -> Findings:
    """Let all bidders of the plan bid: `rate` of them a second, or without a rate at once.

    With `ahead`, their sealed forms are there before. `pids` are the servers whose processor time is counted.
    """
    bidders = [Bidder(one["number"], one["form"].encode(), one["headers"]) for one in plan["bidders"]]
    connector = aiohttp.TCPConnector(limit=0, force_close=True)  # each act comes on a connection of its own
    async with aiohttp.ClientSession(plan["url"], connector=connector) as http:
        async with http.get(f"{plan['tender']}/seal-key") as answer:
            key = await answer.json()
        for bidder in bidders:
            bidder.seal(key)
        if plan["ahead"]:
            await asyncio.gather(*(bidder.send(http, plan["tender"]) for bidder in bidders))
        used, began = _used(plan), time.perf_counter()
        turns = [began + place / plan["rate"] if plan["rate"] else began for place in range(len(bidders))]
        await asyncio.gather(*(_whole(one, http, plan, turn) for one, turn in zip(bidders, turns, strict=True)))
        elapsed = time.perf_counter() - began
    return {
        "seconds": [bidder.seconds.get("whole", elapsed) for bidder in bidders],
        "elapsed": elapsed,
        "used": _used(plan) - used,
        "receipts": len({bidder.receipt for bidder in bidders if bidder.receipt}),
        "failures": [bidder.failure for bidder in bidders if bidder.failure],
    }


async def _whole(bidder: Bidder, http: aiohttp.ClientSession, plan: Plan, turn: float) -> None:
    """One bid, timed from its turn on, however late that came."""
    await asyncio.sleep(turn - time.perf_counter())
    if not plan["ahead"]:
        await bidder.send(http, plan["tender"])
    await bidder.hand_in(http, plan["tender"])
    bidder.seconds["whole"] = time.perf_counter() - turn


def _used(plan: Plan) -> float:
    """Seconds of processor time of the servers; not a number where the system does not say."""
    return sum(math.nan if (used := processor.used(pid)) is None else used for pid in plan["pids"])


if __name__ == "__main__":
    main(bid)
