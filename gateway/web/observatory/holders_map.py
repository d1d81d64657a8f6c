"""Where holders are: a map of départements for any figure's contracts, and the same as a table."""

import asyncio
from typing import Any

from contracts.reference.territory import region
from gateway.web.observatory import filters
from gateway.web.pictures import Drawn, places
from gateway.web.visit import Answered, Page, Visit

NARROWED = ("department", "area", "procedure", "size")
FIGURE = "V1"


async def show(visit: Visit) -> Answered:
    """Contracts by the département of their holders, over a period."""
    question = {"period": visit.query.get("period") or filters.ROLLING}
    question |= {name: value for name in NARROWED if (value := visit.query.get(name))}
    figure, dimensions = await asyncio.gather(
        visit.api.get(f"/indicators/{FIGURE}", {**question, "group_by": "place"}), visit.api.get("/dimensions")
    )
    narrowed = [filters.dimension(visit, dimensions, name) for name in NARROWED]
    shown = {"map": _map(visit, figure, dimensions), "filters": [filters.period(visit, dimensions), *narrowed]}
    return Page("observatory/map.html", shown | {"question": question})


def _map(visit: Visit, figure: dict[str, Any], dimensions: dict[str, Any]) -> Drawn:
    language, names = visit.language, dict(filters.values_of(visit, dimensions, "place"))
    counted = [(one["group"], float(one["value"])) for one in figure["groups"] if one["group"] and one["value"]]
    counted.sort(key=lambda pair: -pair[1])
    numbers = {code: (many, f"{names.get(code, code)} : {language.number(many)}") for code, many in counted}
    caption = str(language.t("map.caption"))
    heads = [str(language.t("dimension.place")), str(language.t("company.contracts"))]
    rows = [(f"{names.get(code, code)} ({code})", language.number(many)) for code, many in counted]
    return Drawn(caption, places(caption, numbers, region().department_codes), heads, rows)
