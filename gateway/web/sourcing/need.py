"""Describing a need: its form, the shortlist that answers it, and the requests that came of shortlists."""

import asyncio
from collections.abc import Mapping
from typing import Any

from contracts.reference import territory
from gateway.web import acting
from gateway.web.principal import principal
from gateway.web.sourcing import named
from gateway.web.visit import Answered, Moved, Page, Visit

ROOM = ("of", "new", "first", "proven")
"""Of so many positions so many new to the buyer, so many of them never awarded, so many proven with it."""
MOST_REQUESTS = 50
_POSITIONS = 20


async def show(visit: Visit) -> Answered:
    """The form of a need, and the requests of the buyer."""
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    who = await principal(visit)
    quota, requests = await asyncio.gather(
        visit.api.find(f"/newcomer-quotas/{who.organisation}") if who.organisation else _none(),
        visit.api.find("/sourcing-requests", {"limit": MOST_REQUESTS}),
    )
    panel = acting.said(visit, "panel") or visit.query.get("panel")
    shown = {
        "panel": await visit.api.find(f"/panels/{panel}") if panel else None,
        "wrong": wrong,
        "form": visit.form,
        "once": acting.once(visit),
        "departments": departments(visit),
        "quota": quota or {},
        "room": ROOM,
        "may_match": who.may("sourcing:match"),
        "may_draft": who.may("sourcing:write"),
        "requests": requests["items"] if requests else [],
    }
    return Page("sourcing/need.html", shown, code)


async def _none() -> None:
    return None


def departments(visit: Visit) -> list[tuple[str, str]]:
    """The départements of the region."""
    return [(one.code, named.department(visit, one.code)) for one in territory.region().departments]


async def ask(visit: Visit) -> Answered:
    """Find suppliers for the need; asked again from a shortlist, the new one is shown beside the old one."""
    answer = await acting.act(visit, "POST", "/matches", _asked(visit))
    if isinstance(answer, acting.Wrong):
        return await _page(visit, answer, 422)
    before = acting.said(visit, "before")
    return Moved(visit.link(f"/matches/{answer.document()['id']}", before=before))


def _asked(visit: Visit) -> dict[str, Any]:
    return need(visit) | {"room": _room(visit), "limit": _POSITIONS, "panel": acting.said(visit, "panel")}


def need(visit: Visit) -> dict[str, Any]:
    """A need as the API takes it."""
    department, code = acting.said(visit, "department"), acting.said(visit, "cpv")
    least, most = (acting.money(acting.said(visit, name)) for name in ("least", "most"))
    return {
        "text": acting.said(visit, "text") or "",
        "codes": [one.strip() for one in code.split(",")] if code else [],
        "place": {"department": department} if department else None,
        "value": {"minimum": least or {"amount": "0"}, "maximum": most or least} if least or most else None,
    }


def _room(visit: Visit) -> Mapping[str, Any] | None:
    """The room that the form asks for; None leaves it to the buyer's own."""
    given = {name: acting.said(visit, name) for name in ROOM}
    return {name: value for name, value in given.items() if value} or None
