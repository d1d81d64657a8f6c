"""One contract: what was agreed, with whom, what happened since, and which figures it counts in."""

import asyncio
from collections.abc import Mapping
from typing import Any

from gateway.web.observatory.cells import Cells
from gateway.web.visit import Answered, Page, Visit

FACTS = (
    "reference", "notified_on", "department", "area", "cpv", "nature", "procedure", "technique", "initial", "current",
    "planned", "paid", "maximum", "months", "bids", "advance", "social", "environmental", "equality", "innovation",
    "reserved", "modifications", "signed_on", "published_on", "ends_on", "ended_on",
)  # fmt: skip


async def show(visit: Visit) -> Answered:
    """The page of a contract; raises `Refused` where there is none."""
    said, known, dimensions, catalogue = await asyncio.gather(
        visit.api.get(f"/observatory/contracts/{visit.given('id')}"),
        visit.api.get("/observatory/columns"),
        visit.api.get("/dimensions"),
        visit.api.get("/indicators"),
    )
    cells, columns = Cells(visit, dimensions), {one["name"]: one for one in known["items"]}
    facts = _facts(visit, said["contract"], columns, cells)
    counted = {one["indicator"]: one["in_numerator"] for one in said["indicators"]}
    indicators = [(one, counted[one["id"]]) for one in catalogue["items"] if one["id"] in counted]
    lacking = [visit.language.pick(columns[name]) if name in columns else name for name in said["quality"]["lacking"]]
    shown = {"said": said, "contract": said["contract"], "facts": facts, "indicators": indicators, "lacking": lacking}
    return Page("observatory/contract.html", shown | {"cells": cells, "act_rows": _acts(visit, said["acts"])})


def _acts(visit: Visit, acts: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """What happened under the contract: its day, what it was, how much."""
    language = visit.language
    return [
        (language.short_day(act["day"]), str(language.t(f"act.{act['kind']}")), language.money(act["value"]))
        for act in acts
    ]


def _facts(
    visit: Visit, contract: Mapping[str, Any], columns: Mapping[str, Any], cells: Cells
) -> list[tuple[str, str]]:
    """What is known of it, by the names of the columns; what nobody said is left out."""
    known = [name for name in FACTS if contract.get(name) is not None]
    return [(_named(visit, columns[name]), cells.shown(name, columns[name]["kind"], contract[name])) for name in known]


def _named(visit: Visit, column: Mapping[str, Any]) -> str:
    """The name of a column; without its unit where cells are written with one of their own."""
    name = visit.language.pick(column)
    return name.partition(",")[0] if column["kind"] == "rate" else name
