"""The observatory's first page: every promise, and how much was bought."""

import asyncio

from gateway.web.observatory import filters
from gateway.web.observatory.promises import PROMISES, cards
from gateway.web.visit import Answered, Page, Visit

TOTALS = ("V1", "V2", "V3", "V5")


async def show(visit: Visit) -> Answered:
    """All promises over the last twelve months or the period that is asked for."""
    period = visit.query.get("period") or filters.ROLLING
    shown, totals, catalogue, dimensions = await asyncio.gather(
        cards(visit, PROMISES, period),
        visit.api.get("/figures", {"indicator": list(TOTALS), "period": period}),
        visit.api.get("/indicators"),
        visit.api.get("/dimensions"),
    )
    arranged = {"cards": shown, "totals": totals["items"], "indicators": catalogue["items"], "period": period}
    return Page("observatory/home.html", arranged | {"filters": [filters.period(visit, dimensions)]})
