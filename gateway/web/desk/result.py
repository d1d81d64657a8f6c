"""What became of a bid, for whoever handed it in: its rank, its points beside the winner's, and the reasons."""

from typing import Any

from gateway.web.visit import Answered, Page, Visit


async def show(visit: Visit) -> Answered:
    """The result of each lot of the bid; raises `Refused` where it is somebody else's."""
    bid: dict[str, Any] = await visit.api.get(f"/bids/{visit.given('id')}")
    path = f"/tenders/{bid['tender_id']}"
    tender = await visit.api.get(path)
    told = await visit.api.find(f"{path}/bids/{bid['id']}/rejection")
    asked = await visit.api.find(f"{path}/bids/{bid['id']}/justifications")
    lots = {lot["number"]: lot for lot in tender["lots"] if lot["number"] in bid["lots"]}
    shown = {"bid": bid, "tender": tender, "lots": lots, "letters": told["items"] if told else []}
    shown["asked"] = asked["items"] if asked else []
    return Page("desk/result.html", shown)
