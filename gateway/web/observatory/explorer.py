"""Every contract that was ever told: searched, filtered, sorted, with the columns that the reader chooses."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web.observatory import filters
from gateway.web.observatory.cells import Cells
from gateway.web.visit import Answered, Page, Visit

PATH = "/observatory/contracts"
COLUMNS = ("title", "notified_on", "holder", "area", "initial", "size", "bids")
"""What is shown to who chooses nothing."""
OFFERED = (
    "reference", "title", "notified_on", "buyer", "department", "area", "cpv", "nature", "procedure", "technique",
    "initial", "current", "planned", "paid", "maximum", "holder", "holders", "size", "place", "territory", "bids",
    "months", "advance", "social", "environmental", "equality", "innovation", "modifications", "signed_on", "ends_on",
    "grade",
)  # fmt: skip
NARROWED = ("department", "area", "procedure", "nature", "size", "territory", "place")
ASKED = (*NARROWED, "q", "buyer", "technique", "cpv", "commune", "company", "grade", "anomaly", "at_least", "at_most",
         "value", "scope", "subsequent", "as_of", "as_known_on")  # fmt: skip
ROWS = 50
FORMATS = ("csv", "xlsx", "parquet", "ndjson")


@dataclass(frozen=True)
class Head:
    """A column as it is shown: its name, the order that a click asks for, and the one it is in."""

    name: str
    label: str
    kind: str
    sort: str
    order: str

    @property
    def is_number(self) -> bool:
        """Whether its cells stand to the right."""
        return self.kind in ("money", "count", "rate")


async def show(visit: Visit) -> Answered:
    """The explorer; raises `Refused` where the question cannot be asked."""
    question = _question(visit)
    chosen = [name for name in visit.query.getlist("columns") if name in OFFERED] or list(COLUMNS)
    columns = ",".join(dict.fromkeys(("contract_id", "company", *chosen)))
    page, known, dimensions = await asyncio.gather(
        visit.api.get(PATH, {**question, **_place(visit), "columns": columns, "limit": ROWS, "total": "true"}),
        visit.api.get("/observatory/columns"),
        visit.api.get("/dimensions"),
    )
    kinds = {one["name"]: one for one in known["items"]}
    cells = Cells(visit, dimensions)
    heads = [_head(visit, kinds[name]) for name in chosen]
    rows = [(one, [cells.shown(head.name, head.kind, one[head.name]) for head in heads]) for one in page["items"]]
    shown = {"page": page, "heads": heads, "rows": rows, "chosen": chosen, "sort": _sort(visit)}
    shown |= {"offered": [(name, visit.language.pick(kinds[name])) for name in OFFERED]}
    narrowed = [filters.dimension(visit, dimensions, name) for name in NARROWED]
    shown |= {"narrowed": any(visit.query.get(name) for name in (*NARROWED[2:], "at_least"))}
    shown |= {"filters": [filters.period(visit, dimensions), *narrowed], "exports": _exports(question, columns, visit)}
    return Page("observatory/explorer.html", shown)


def _question(visit: Visit) -> dict[str, Any]:
    """What the address asks for, in the API's own words."""
    asked = {name: visit.query.getlist(name) for name in ASKED if visit.query.get(name)}
    return {"period": visit.query.get("period") or filters.ROLLING, **asked}


def _sort(visit: Visit) -> str:
    return visit.query.get("sort") or "-notified_on"


def _place(visit: Visit) -> dict[str, str]:
    """Where in the list: its order, and the cursor."""
    cursor = visit.query.get("cursor")
    return {"sort": _sort(visit), **({"cursor": cursor} if cursor else {})}


def _head(visit: Visit, column: Mapping[str, Any]) -> Head:
    name, sort = column["name"], _sort(visit)
    order = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
    wanted = f"-{name}" if sort == name or (order == "none" and column["kind"] in ("money", "count", "day")) else name
    return Head(name, visit.language.pick(column), column["kind"], wanted, order)


def _exports(question: Mapping[str, Any], columns: str, visit: Visit) -> Sequence[tuple[str, str]]:
    """The same slice as files, all of it, in the order that is shown."""
    asked = {**question, "columns": columns, "sort": _sort(visit)}
    return [(name, visit.outside(f"/observatory/exports/contracts.{name}", **asked)) for name in FORMATS]
