"""Where holders are: a map of départements, or of the region's communes, and the same as a table."""

import asyncio
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from contracts.reference.communes import communes
from contracts.reference.territory import region
from gateway.web.observatory import filters
from gateway.web.observatory.filters import Choice
from gateway.web.pictures import Drawn, places, towns
from gateway.web.visit import Answered, Page, Visit

NARROWED = ("department", "area", "procedure", "size")
FIGURE = "V1"


LEVELS = ("place", "commune")
MOST_COMMUNES = 100
"""Rows of the table; all communes are on the map."""


async def show(visit: Visit) -> Answered:
    """Contracts by the département of their holders, or by their commune, over a period."""
    question = {"period": visit.query.get("period") or filters.ROLLING}
    question |= {name: value for name in NARROWED if (value := visit.query.get(name))}
    level = LEVELS[visit.query.get("level") == LEVELS[1]]
    figure, dimensions = await asyncio.gather(
        visit.api.get(f"/indicators/{FIGURE}", {**question, "group_by": level}), visit.api.get("/dimensions")
    )
    narrowed = [filters.dimension(visit, dimensions, name) for name in NARROWED]
    drawn = _towns(visit, figure) if level == LEVELS[1] else _map(visit, figure, dimensions)
    shown = {"map": drawn, "filters": [filters.period(visit, dimensions), _level(visit, level), *narrowed]}
    return Page("observatory/map.html", shown | {"question": question})


def _level(visit: Visit, level: str) -> Choice:
    t = visit.language.t
    return Choice("level", str(t("map.level")), [(one, str(t(f"map.level_{one}"))) for one in LEVELS], level)


def _counted(figure: dict[str, Any]) -> list[tuple[str, float]]:
    """The contracts of each place, the most first."""
    counted = [(one["group"], float(one["value"])) for one in figure["groups"] if one["group"] and one["value"]]
    return sorted(counted, key=lambda pair: -pair[1])


def _map(visit: Visit, figure: dict[str, Any], dimensions: dict[str, Any]) -> Drawn:
    names = dict(filters.values_of(visit, dimensions, "place"))
    counted = [(code, f"{names.get(code, code)}", many) for code, many in _counted(figure)]
    caption = str(visit.language.t("map.caption"))
    numbers = {code: (many, _said(visit, name, many)) for code, name, many in counted}
    rows = [(f"{name} ({code})", visit.language.number(many)) for code, name, many in counted]
    return _both(visit, caption, places(caption, numbers, region().department_codes), "place", rows)


def _towns(visit: Visit, figure: dict[str, Any]) -> Drawn:
    known = communes()
    counted = [(code, known[code].name, many) for code, many in _counted(figure) if code in known]
    caption = str(visit.language.t("map.towns"))
    numbers = {code: (many, _said(visit, name, many)) for code, name, many in counted}
    rows = [(f"{name} ({code})", visit.language.number(many)) for code, name, many in counted[:MOST_COMMUNES]]
    return _both(visit, caption, towns(caption, numbers), "commune", rows)


def _said(visit: Visit, name: str, many: float) -> str:
    return str(visit.language.t("map.said", name=name, number=visit.language.number(many)))


def _both(visit: Visit, caption: str, picture: Markup, level: str, rows: Sequence[tuple[str, str]]) -> Drawn:
    heads = [str(visit.language.t(key)) for key in (f"dimension.{level}", "company.contracts")]
    return Drawn(caption, picture, heads, rows)
