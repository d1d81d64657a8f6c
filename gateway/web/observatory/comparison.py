"""Figures beside each other: by department or year, with and without each clause or the newcomer rule."""

import asyncio
from typing import Any

from gateway.web.observatory import filters
from gateway.web.observatory.filters import Choice
from gateway.web.observatory.promises import PROMISES
from gateway.web.visit import Answered, Page, Visit

COMPARED = ("department", "year", "area")
MOST = 6


async def show(visit: Visit) -> Answered:
    """What the reader chose to compare; the largest values of the dimension where nothing was chosen, if any."""
    dimensions = await visit.api.get("/dimensions")
    by = _compared(visit.query.get("by", ""), dimensions)
    options = filters.values_of(visit, dimensions, by)
    period = "all" if by == "year" else visit.query.get("period") or filters.ROLLING
    chosen = [one for one in visit.query.getlist("between") if one in dict(options)][:MOST] or _largest(dimensions, by)
    figures, clauses, rule = await asyncio.gather(
        _figures(visit, by, chosen, period),
        visit.api.find("/observatory/comparisons/clauses", {"period": period}),
        visit.api.find("/observatory/comparisons/newcomer-rule", {"period": period}),
    )
    names = dict(options)
    shown = {
        "figures": figures,
        "heads": [names[one] for one in chosen],
        "chosen": chosen,
        "options": options,
        "by": by,
    }
    shown |= {"clauses": clauses, "rule": rule, "filters": [_by(visit, by), filters.period(visit, dimensions)]}
    return Page("observatory/comparison.html", shown)


async def _figures(visit: Visit, by: str, chosen: list[str], period: str) -> Any:
    """The promises side by side; None where there is nothing to compare yet."""
    if not chosen:
        return None
    query = {"indicator": list(PROMISES), "by": by, "between": chosen, "period": period}
    return await visit.api.get("/observatory/comparisons", query)


def _compared(asked: str, dimensions: dict[str, Any]) -> str:
    """The dimension asked for, else the first one; where no contract tells it, another that some tell."""
    wished = [one for one in (asked, *COMPARED) if one in COMPARED]
    return next((one for one in wished if filters.told(dimensions, one)), wished[0])


def _largest(dimensions: dict[str, Any], by: str) -> list[str]:
    values = filters.told(dimensions, by)
    if by == "year":
        return sorted((one["value"] for one in values), reverse=True)[:MOST][::-1]
    return [one["value"] for one in sorted(values, key=lambda one: -one["contracts"])[:4]]


def _by(visit: Visit, by: str) -> Choice:
    t = visit.language.t
    return Choice("by", str(t("comparison.by")), [(name, str(t(f"dimension.{name}"))) for name in COMPARED], by)
