"""Bidders who hand in their bids in the same instant: each its sealed form, then the deposit that names it."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson

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
    """Let all bidders of the plan bid at once; with `ahead`, their sealed forms are there before."""
    bidders = [Bidder(one["number"], one["form"].encode(), one["headers"]) for one in plan["bidders"]]
    connector = aiohttp.TCPConnector(limit=0, force_close=True)  # each act comes on a connection of its own
    async with aiohttp.ClientSession(plan["url"], connector=connector) as http:
        async with http.get(f"{plan['tender']}/seal-key") as answer:
            key = await answer.json()
        for bidder in bidders:
            bidder.seal(key)
        if plan["ahead"]:
            await asyncio.gather(*(bidder.send(http, plan["tender"]) for bidder in bidders))
        began = time.perf_counter()
        await asyncio.gather(*(_whole(bidder, http, plan) for bidder in bidders))
        elapsed = time.perf_counter() - began
    return {
        "seconds": [bidder.seconds.get("whole", elapsed) for bidder in bidders],
        "elapsed": elapsed,
        "receipts": len({bidder.receipt for bidder in bidders if bidder.receipt}),
        "failures": [bidder.failure for bidder in bidders if bidder.failure],
    }


async def _whole(bidder: Bidder, http: aiohttp.ClientSession, plan: Plan) -> None:
    began = time.perf_counter()
    if not plan["ahead"]:
        await bidder.send(http, plan["tender"])
    await bidder.hand_in(http, plan["tender"])
    bidder.seconds["whole"] = time.perf_counter() - began


if __name__ == "__main__":
    main(bid)
