"""A department: its promises, what it plans and calls for, what it bought, how well it records."""

import asyncio

from gateway.web.observatory import filters, quality
from gateway.web.observatory.promises import PROMISES, cards
from gateway.web.visit import Answered, Page, Visit

SHOWN_CONTRACTS = 8


async def every(visit: Visit) -> Answered:
    """All departments, with how many contracts each has."""
    dimensions = await visit.api.get("/dimensions")
    counted = {one["value"]: one["contracts"] for one in filters.told(dimensions, "department")}
    named = filters.values_of(visit, dimensions, "department")
    return Page("observatory/departments.html", {"rows": [(code, name, counted[code]) for code, name in named]})


async def show(visit: Visit) -> Answered:
    """The page of a department over a period; raises `Refused` where its figures cannot be had."""
    code, period = visit.given("code"), visit.query.get("period") or filters.ROLLING
    dashboard, dimensions, promised, latest = await asyncio.gather(
        visit.api.get(f"/departments/{code}/dashboard"),
        visit.api.get("/dimensions"),
        cards(visit, PROMISES[:6], period, department=code),
        visit.api.find("/observatory/contracts", {"department": code, "period": period, "limit": SHOWN_CONTRACTS}),
    )
    name = dict(filters.values_of(visit, dimensions, "department")).get(code, code)
    records = dashboard.get("quality")
    shown = {"name": name, "code": code, "cards": promised, "dashboard": dashboard, "latest": latest, "period": period}
    shown |= {"fields": quality.fields(visit, records["whole"]) if records else None}
    return Page("observatory/department.html", shown | {"filters": [filters.period(visit, dimensions)]})
