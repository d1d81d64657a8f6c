"""Justifying a price that seems abnormally low, for whoever handed the bid in."""

from typing import Any

from gateway.web import acting
from gateway.web.visit import Answered, Moved, Page, Visit


async def show(visit: Visit) -> Answered:
    """What is asked of each price of the bid; raises `Refused` where it is somebody else's."""
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    bid: dict[str, Any] = await visit.api.get(f"/bids/{visit.given('id')}")
    path = f"/tenders/{bid['tender_id']}"
    tender, asked = await visit.api.get_all((path, {}), (f"{path}/bids/{bid['id']}/justifications", {}))
    shown = {
        "bid": bid,
        "tender": tender,
        "titles": {lot["number"]: lot["title"] for lot in tender["lots"]},
        "asked": asked["items"],
        "of": acting.said(visit, "of") or "",
        "once": acting.once(visit),
        "form": visit.form,
        "wrong": wrong,
    }
    return Page("desk/justification.html", shown, code)


async def answer(visit: Visit) -> Answered:
    """Say why a price is what it is; the page again where that is refused."""
    bid: dict[str, Any] = await visit.api.get(f"/bids/{visit.given('id')}")
    lot = (acting.said(visit, "of") or "").replace("/", "")
    path = f"/tenders/{bid['tender_id']}/bids/{bid['id']}/lots/{lot}/justification"
    answered = await acting.act(visit, "POST", path, {"text": acting.said(visit, "text")})
    if isinstance(answered, acting.Wrong):
        return await _page(visit, answered, 422)
    return Moved(visit.link(f"/bids/{bid['id']}/justification", done="1"))
