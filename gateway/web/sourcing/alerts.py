"""Saved searches: what an organisation wants to hear of, what was found for it, and where the letters go."""

import asyncio
from typing import Any

from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of
from gateway.web.marketplace import names
from gateway.web.sourcing.need import departments
from gateway.web.visit import Answered, Moved, Page, Visit

KINDS = ("plan", "tender", "award")
MOST_HITS = 20
_FOLLOWS = ("alerts:write",)
_ANY: frozenset[str] = frozenset()
_SUMS = ("least", "most")
_PAGES = {"tender": "/tenders", "plan": "/plan-entries", "award": "/tenders"}


def terms(visit: Visit) -> dict[str, Any]:
    """What the form asks to hear of; what is no sum goes as it is, to be refused."""
    least, most = (acting.money(acting.said(visit, name)) for name in ("least", "most"))
    asked = {
        "name": acting.said(visit, "name"),
        "kinds": [kind for kind in KINDS if acting.said(visit, f"kind-{kind}")],
        "cpv": [one.strip() for one in (acting.said(visit, "cpv") or "").split(",") if one.strip()],
        "departments": [one for one in [acting.said(visit, "where")] if one],
        "least": least["amount"] if least else None,
        "most": most["amount"] if most else None,
        "email": acting.said(visit, "email"),
    }
    return {name: value for name, value in asked.items() if value is not None}


DEEDS = (
    Deed("search", _FOLLOWS, _ANY, "/saved-searches", terms),
    Deed("removal", _FOLLOWS, _ANY, "/saved-searches/{of}", method="DELETE"),
)


async def show(visit: Visit) -> Answered:
    """The searches, each with what was found; raises `Refused` for who may keep none."""
    return await _page(visit)


async def _page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    searches = (await visit.api.get("/saved-searches", {"limit": 100}))["items"]
    paths = [f"/saved-searches/{one['id']}/hits" for one in searches]
    pages = await asyncio.gather(*(visit.api.find(path, {"limit": MOST_HITS, "order": "newest"}) for path in paths))
    shown = {
        "searches": [(_search(visit, one), _hits(page)) for one, page in zip(searches, pages, strict=True)],
        "kinds": KINDS,
        "departments": departments(visit),
    }
    return Page("sourcing/alerts.html", shown | forms_of(visit, failed, wrong), code)


def _search(visit: Visit, one: dict[str, Any]) -> dict[str, Any]:
    """A search with what it asks for in words."""
    t, language = visit.language.t, visit.language
    said = [str(t(f"alerts.{kind}")) for kind in one.get("kinds") or []]
    said += [f"{names.division(language, code)} ({code})" for code in one.get("cpv") or []]
    said += [*(one.get("departments") or []), *(names.buyer(language, buyer) for buyer in one.get("buyers") or [])]
    if one.get("department"):
        said.append(names.department(language, one["department"]))
    said += [str(t(f"alerts.{name}", value=language.money(one[name])).unescape()) for name in _SUMS if one.get(name)]
    return {"email": None} | one | {"said": " · ".join(said) or str(t("alerts.everything"))}


def _hits(page: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What was found, and where it is shown."""
    found = (page or {"items": []})["items"]
    return [one | {"path": f"{_PAGES[one['kind']]}/{one['subject']}"} for one in found]


async def do(visit: Visit) -> Answered:
    """Keep or end a search; the page again where that is refused."""
    name, answer = await done(visit, "", DEEDS)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, name, answer, 422)
    return Moved(visit.link("/saved-searches", done=name))
