"""Figures beside each other: department with department, year with year, with and without each clause."""

import asyncio
from typing import Any

from gateway.web.observatory import filters
from gateway.web.observatory.filters import Choice
from gateway.web.observatory.promises import PROMISES
from gateway.web.visit import Answered, Page, Visit

COMPARED = ("department", "year", "area")
MOST = 6


async def show(visit: Visit) -> Answered:
    """What the reader chose to compare; the largest values of the dimension where nothing was chosen."""
    asked = visit.query.get("by", "")
    by = asked if asked in COMPARED else COMPARED[0]
    dimensions = await visit.api.get("/dimensions")
    options = filters.values_of(visit, dimensions, by)
    period = "all" if by == "year" else visit.query.get("period") or filters.ROLLING
    chosen = [one for one in visit.query.getlist("between") if one in dict(options)][:MOST] or _largest(dimensions, by)
    figures, clauses = await asyncio.gather(
        visit.api.get(
            "/observatory/comparisons", {"indicator": list(PROMISES), "by": by, "between": chosen, "period": period}
        ),
        visit.api.find("/observatory/comparisons/clauses", {"period": period}),
    )
    names = dict(options)
    shown = {
        "figures": figures,
        "heads": [names[one] for one in chosen],
        "chosen": chosen,
        "options": options,
        "by": by,
    }
    shown |= {"clauses": clauses, "filters": [_by(visit, by), filters.period(visit, dimensions)]}
    return Page("observatory/comparison.html", shown)


def _largest(dimensions: dict[str, Any], by: str) -> list[str]:
    values = next(one["values"] for one in dimensions["items"] if one["name"] == by)
    if by == "year":
        return sorted((one["value"] for one in values), reverse=True)[:MOST][::-1]
    return [one["value"] for one in sorted(values, key=lambda one: -one["contracts"])[:4]]


def _by(visit: Visit, by: str) -> Choice:
    t = visit.language.t
    return Choice("by", str(t("comparison.by")), [(name, str(t(f"dimension.{name}"))) for name in COMPARED], by)
