"""A purchase area: its promises, what is called for and planned, how its contracts spread, and who holds most."""

import asyncio
from typing import Any

from gateway.web.observatory import distributions, filters
from gateway.web.observatory.promises import PROMISES, cards
from gateway.web.visit import Answered, NoSuchPage, Page, Visit

SHOWN_CONTRACTS, SHOWN_CALLS = 8, 6


async def every(visit: Visit) -> Answered:
    """All purchase areas, with how many contracts each has."""
    dimensions = await visit.api.get("/dimensions")
    counted = {one["value"]: one["contracts"] for one in filters.told(dimensions, "area")}
    named = filters.values_of(visit, dimensions, "area")
    return Page("observatory/areas.html", {"rows": [(code, name, counted[code]) for code, name in named]})


async def show(visit: Visit) -> Answered:
    """The page of an area over a period; there is none of an area without contracts."""
    code, period = visit.given("code"), visit.query.get("period") or filters.ROLLING
    asked = {"area": code, "period": period}
    dimensions, promised, spread, latest, tenders, plan = await asyncio.gather(
        visit.api.get("/dimensions"),
        cards(visit, PROMISES[:6], period, area=code),
        visit.api.find(distributions.PATH, asked),
        visit.api.find("/observatory/contracts", {**asked, "limit": SHOWN_CONTRACTS}),
        visit.api.find("/tenders", {"area": code, "status": "published", "limit": SHOWN_CALLS}),
        visit.api.find("/plan-entries", {"area": code, "status": "announced", "limit": SHOWN_CALLS}),
    )
    name = dict(filters.values_of(visit, dimensions, "area")).get(code)
    if name is None:
        raise NoSuchPage
    shown = {"name": name, "code": code, "period": period, "cards": promised, "latest": latest, "tenders": tenders}
    shown |= {"plan": plan, "filters": [filters.period(visit, dimensions)]}
    shown |= {"drawn": _drawn(visit, spread), "concentration": spread["concentration"] if spread else None}
    return Page("observatory/area.html", shown)


def _drawn(visit: Visit, spread: dict[str, Any] | None) -> list[Any]:
    """How its contracts spread over values and bids, and over their holders."""
    if spread is None:
        return []
    pictures = [distributions.spread(visit, name, spread[name]) for name in ("amounts", "bids")]
    return [one for one in (*pictures, distributions.curve(visit, spread["concentration"])) if one]
