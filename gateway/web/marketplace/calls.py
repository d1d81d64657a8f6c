"""The calls for tenders: which take bids, which ended; with a search to keep, a feed and a calendar."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gateway.web.door import Refused
from gateway.web.marketplace import names, search
from gateway.web.principal import principal
from gateway.web.visit import Answered, Moved, Page, Visit

ON_A_PAGE = 20
TENDER, PLAN, AWARD = "tender", "plan", "award"
_SOON = 7
"""Days from which on a deadline is near."""


@dataclass(frozen=True)
class Call:
    """A call as a list shows it; `days` are left until its deadline, None where it is over."""

    tender: dict[str, Any]
    buyer: str
    procedure: str
    places: list[str]
    days: int | None

    @property
    def is_near(self) -> bool:
        """Whether little time is left."""
        return self.days is not None and self.days <= _SOON

    @property
    def clauses(self) -> list[str]:
        """What the lots bind their holders to, and whether some are reserved."""
        said = [lot["clauses"] for lot in self.tender["lots"]]
        found = [name for name in ("social", "environmental", "innovation") if any(one[name] for one in said)]
        return [*found, "reserved"] if any(one["reserved"] for one in said) else found


def call(visit: Visit, tender: dict[str, Any]) -> Call:
    """A call in a list."""
    language = visit.language
    left = None
    if tender["status"] == search.OPEN and tender["deadline"]:
        left = max((datetime.fromisoformat(tender["deadline"]) - search.now(visit)).days, 0)
    return Call(
        tender,
        names.buyer(language, tender["buyer"]),
        names.procedure(language, tender["procedure"]),
        [names.place(language, one) for one in tender["places"]],
        left,
    )


async def show(visit: Visit) -> Answered:
    """The calls that an address asks for."""
    return await _page(visit)


async def _page(visit: Visit, wrong: dict[str, Any] | None = None, code: int = 200) -> Page:
    asked = search.question(visit) | {"limit": ON_A_PAGE, "cursor": visit.query.get("cursor")}
    found = await visit.api.get("/tenders", asked)
    shown = {
        "calls": [call(visit, one) for one in found["items"]],
        "page": found,
        "filters": search.filters(visit),
        "is_open": search.status(visit) == search.OPEN,
        "is_narrowed": search.is_narrowed(visit),
        "is_narrow": any(visit.query.get(name) for name in search.FURTHER),
        "may_keep": bool(visit.visitor) and await _may_keep(visit),
        "wrong": wrong,
    }
    return Page("marketplace/calls.html", shown, code)


async def _may_keep(visit: Visit) -> bool:
    """Whether the visitor's organisation, which is one, keeps searches."""
    who = await principal(visit)
    return who.organisation is not None and who.may("alerts:write")


async def keep(visit: Visit) -> Answered:
    """Keep the search of this page for the visitor's organisation, and be told of what is found from now on."""
    said: dict[str, Any] = {"name": str(visit.form.get("name", "")).strip(), "kinds": [TENDER, PLAN]}
    cpv = visit.query.get("cpv")
    said |= {"cpv": [cpv] if cpv else [], "department": visit.query.get("department") or None}
    said |= {"email": str(visit.form.get("email", "")).strip() or None}
    try:
        await visit.api.act("POST", "/saved-searches", said)
    except Refused as refused:
        if refused.status in (401, 403):
            raise
        return await _page(visit, refused.problem, 422)
    return Moved(visit.here(kept="1") + "#keep")
