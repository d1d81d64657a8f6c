"""The renewal radar: contracts of a buyer that end soon, each a purchase that can be put into the plan."""

from typing import Any

from gateway.web import acting
from gateway.web.principal import principal
from gateway.web.visit import Answered, Moved, NoSuchPage, Page, Visit

MONTHS = ("3", "6", "12", "24", "48")
_MONTHS = "12"
_MOST = 50


async def show(visit: Visit) -> Answered:
    """The contracts that end within the months of the address."""
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    who = await principal(visit)
    buyer = who.organisation or visit.query.get("buyer")
    found = await visit.api.get("/renewals", _asked(visit, buyer)) if buyer else {"items": [], "next": None}
    shown = {
        "page": {"prev": None} | found,
        "contracts": [{"entry": None, "missing": []} | one for one in found["items"]],
        "months": [(one, str(visit.language.t("renewals.months", count=int(one)))) for one in MONTHS],
        "within": _within(visit),
        "buyer": buyer,
        "may_plan": who.may("plan-entries:write"),
        "once": acting.once(visit),
        "wrong": wrong,
    }
    return Page("sourcing/renewals.html", shown, code)


def _within(visit: Visit) -> str:
    said = visit.query.get("within", _MONTHS)
    return said if said in MONTHS else _MONTHS


def _asked(visit: Visit, buyer: str | None) -> dict[str, Any]:
    cursor = visit.query.get("cursor")
    return {"buyer": buyer, "within_months": _within(visit), "limit": _MOST, "cursor": cursor}


async def plan(visit: Visit) -> Answered:
    """Put the purchase that follows a contract into the plan, as it was proposed."""
    who = await principal(visit)
    found = await visit.api.get("/renewals", _asked(visit, who.organisation or visit.query.get("buyer")))
    entry = next((one.get("entry") for one in found["items"] if one["contract_id"] == acting.said(visit, "of")), None)
    if entry is None:
        raise NoSuchPage
    answer = await acting.act(visit, "POST", "/plan-entries", entry)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, answer, 422)
    return Moved(visit.link(f"/plan-entries/{answer.document()['id']}"))
