"""How complete the records are: which department owes which field, and what cannot be measured for it."""

import asyncio
from typing import Any

from gateway.web.observatory import filters
from gateway.web.observatory.cells import Cells
from gateway.web.pictures import Drawn, bars
from gateway.web.visit import Answered, Page, Visit

GRADES = "ABCDE"


async def show(visit: Visit) -> Answered:
    """The records of a period, of all and of each department."""
    period = visit.query.get("period") or filters.ROLLING
    said, dimensions, journals = await asyncio.gather(
        visit.api.get("/observatory/quality", {"period": period}),
        visit.api.get("/dimensions"),
        visit.api.find("/journal/procedures/checkpoints", {"limit": 5}),
    )
    cells = Cells(visit, dimensions)
    rows = [_row(visit, cells, one) for one in said["departments"]]
    shown = {"said": said, "fields": fields(visit, said["whole"]), "rows": rows, "grades": GRADES}
    shown |= {"filters": [filters.period(visit, dimensions)], "journals": journals}
    return Page("observatory/quality.html", shown)


def fields(visit: Visit, whole: dict[str, Any]) -> Drawn:
    """How often each field is filled."""
    language = visit.language
    caption = str(language.t("quality.fields"))
    known = [(language.pick(one["words"]), 100 * float(one["rate"] or 0), one) for one in whole["fields"]]
    known.sort(key=lambda row: -row[1])
    drawn = bars(caption, [(name, rate, language.percent(rate)) for name, rate, _ in known], most=100)
    heads = [str(language.t(f"quality.{name}")) for name in ("field", "rate", "filled", "lacks")]
    rows = [
        (name, language.percent(rate), language.number(one["filled"]), ", ".join(one["not_measurable"]) or "–")
        for name, rate, one in known
    ]
    return Drawn(caption, drawn, heads, rows, (1, 2))


def _row(visit: Visit, cells: Cells, one: dict[str, Any]) -> tuple[str, ...]:
    language = visit.language
    name = cells.name("department", one["department"]) if one["department"] else str(language.t("quality.nobody"))
    return (
        name,
        language.number(one["contracts"]),
        *(language.number(one["grades"].get(grade, 0)) for grade in GRADES),
    )
