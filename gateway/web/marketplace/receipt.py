"""A bid that was handed in, for whoever handed it in: its receipt, and taking it back."""

from typing import Any

import orjson

from gateway.web.visit import Answered, File, Moved, Page, Visit


async def show(visit: Visit) -> Answered:
    """The bid and its receipt."""
    bid: dict[str, Any] = await visit.api.get(f"/bids/{visit.given('id')}")
    tender = await visit.api.get(f"/tenders/{bid['tender_id']}")
    lots = [lot for lot in tender["lots"] if lot["number"] in bid["lots"]]
    return Page("marketplace/receipt.html", {"bid": bid, "tender": tender, "lots": lots})


async def take_back(visit: Visit) -> Answered:
    """Withdraw a sealed bid, before the deadline."""
    bid = visit.given("id")
    await visit.api.act("POST", f"/bids/{bid}/withdrawal", idempotency_key=f"withdrawal of {bid}")
    return Moved(visit.link(f"/bids/{bid}", back="1"))


async def download(visit: Visit) -> Answered:
    """The receipt as a file, which is checked without us (docs/sealing.md)."""
    bid = visit.given("id")
    receipt = await visit.api.get(f"/bids/{bid}/receipt")
    return File(orjson.dumps(receipt, option=orjson.OPT_INDENT_2), "application/json", f"receipt-{bid}.json")
