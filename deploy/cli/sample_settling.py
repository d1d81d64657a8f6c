"""Calls of the sample market that are over: published for a few seconds, closed by the clock, then decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from deploy.cli.door import Door
from deploy.cli.patience import Passing, Patience
from deploy.embedded.side_by_side import side_by_side
from deploy.sample.generator import BUYER
from deploy.sample.settlements import Settlement

SECONDS = 15
"""How long a call stays open: long enough to be published on a busy machine."""
_SHORT = "Consultation de démonstration, close aussitôt."
_OVER = "Le besoin n'existe plus."
_OPEN = ("published", "draft")


async def publish(door: Door, wanted: Sequence[Settlement], name: str) -> None:
    """Publish what is not there yet, for a moment; `name` tells this sample from others."""
    known = await _known(door)
    await side_by_side(
        *(_published(door, one, known.get(one.title), f"{name} {turn}") for turn, one in enumerate(wanted))
    )


async def _known(door: Door) -> Mapping[str, dict[str, Any]]:
    page = await door.call("GET", "/tenders", params={"buyer": BUYER, "limit": 1000})
    return {tender["title"]: tender for tender in page["items"]}


async def _published(door: Door, one: Settlement, tender: dict[str, Any] | None, name: str) -> None:
    found = tender or await door.call("POST", "/tenders", once=f"sample settled {name}", json=one.terms)
    path = f"/tenders/{found['id']}"
    if found["status"] == "draft":
        now = datetime.fromisoformat((await door.call("GET", "/time"))["now"])
        deadline = (now + timedelta(seconds=SECONDS)).isoformat()
        body = {"deadline": deadline, "reason": _SHORT}
        found = await door.call("POST", f"{path}/publication", once=f"publish {name} {deadline}", json=body)
    if found["status"] == "published" and not one.endings:
        await door.call("POST", f"{path}/cancellation", once=f"cancel {name}", json={"reason": _OVER})


async def decide(door: Door, wanted: Sequence[Settlement]) -> None:
    """Once the clock has closed them, end every lot that is not decided."""
    known = await Patience().until_done(lambda: _closed(door, {one.title for one in wanted}))
    await side_by_side(*(_decided(door, one, known[one.title]) for one in wanted))


async def _closed(door: Door, titles: set[str]) -> Mapping[str, dict[str, Any]]:
    known = await _known(door)
    if any(known[title]["status"] in _OPEN for title in titles):
        raise Passing("the calls of the sample are still open")
    return known


async def _decided(door: Door, one: Settlement, tender: Mapping[str, Any]) -> None:
    for lot, ending in zip(tender["lots"], one.endings, strict=False):
        if lot["status"] == "open":
            path = f"/tenders/{tender['id']}/lots/{lot['number']}/{ending.act}"
            await door.call("POST", path, once=f"sample {path}", json=ending.body)
