"""Putting a need to suppliers: the draft of a sourcing request, begun from a shortlist or from nothing."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from contracts.calendar import PARIS
from gateway.web import acting
from gateway.web.marketplace import names, search
from gateway.web.principal import principal
from gateway.web.sourcing.need import departments, need
from gateway.web.visit import Answered, Moved, Page, Visit

_DAYS = 21
"""Days that suppliers have to answer, where the form is not changed."""
_EVENING = time(18)
_COUNTS = ("batch", "enough")


async def show(visit: Visit) -> Answered:
    """The form of a request, or of a draft that is there."""
    kept = await visit.draft("/sourcing-requests")
    return await _page(visit, _filled(visit, kept) if kept else {}, kept["revision"] if kept else None)


async def _page(
    visit: Visit,
    form: Mapping[str, Any],
    version: object = None,
    wrong: acting.Wrong = acting.FINE,
    code: int = 200,
) -> Page:
    who = await principal(visit)
    match = visit.query.get("match")
    kept = await visit.api.find(f"/matches/{match}") if match else None
    codes = (kept["need"].get("codes") or [""]) if kept else [""]
    shown = {
        "wrong": wrong,
        "form": form,
        "version": version,
        "once": acting.once(visit),
        "buyer": who.organisation or "",
        "text": kept["need"]["text"] if kept else "",
        "cpv": codes[0],
        "match": kept,
        "deadline": (search.now(visit).date() + timedelta(days=_DAYS)).isoformat(),
        "directions": names.options(visit, "department"),
        "areas": names.options(visit, "area"),
        "departments": departments(visit),
    }
    return Page("sourcing/drafting.html", shown, code)


def _filled(visit: Visit, kept: dict[str, Any]) -> dict[str, Any]:
    """The fields of the form for a draft that is there."""
    band, typed = kept.get("value") or {}, visit.language.typed
    same = {name: kept[name] for name in ("title", "text", "cpv", "area", "buyer", *_COUNTS)}
    ticked = {name: "1" for name in ("value_shared", "anonymous") if kept.get(name)}
    return {
        **same,
        **ticked,
        "questions": "\n".join(kept.get("questions") or []),
        "direction": kept["department"],
        "department": (kept.get("place") or {}).get("department") or "",
        "least": typed(band.get("minimum")),
        "most": typed(band.get("maximum")),
        "deadline": datetime.fromisoformat(kept["deadline"]).astimezone(PARIS).date().isoformat(),
    }


async def redraft(visit: Visit) -> Answered:
    """Change a draft, on the version that the form showed."""
    path = f"/sourcing-requests/{visit.given('id')}"
    answer = await acting.act(visit, "PUT", path, _terms(visit))
    if isinstance(answer, acting.Wrong):
        return await _page(visit, visit.form, acting.said(visit, "version"), answer, 422)
    return Moved(visit.link(path, done="draft"))


async def draft(visit: Visit) -> Answered:
    """Draft the request, with the suppliers of the shortlist that it began from."""
    answer = await acting.act(visit, "POST", "/sourcing-requests", _terms(visit), step="draft")
    if isinstance(answer, acting.Wrong):
        return await _page(visit, visit.form, None, answer, 422)
    path = f"/sourcing-requests/{answer.document()['id']}"
    if match := visit.query.get("match"):
        proposed = await acting.act(visit, "POST", f"{path}/proposals", {"match_id": match}, step="propose")
        if isinstance(proposed, acting.Wrong):
            return Moved(visit.link(path, refused="proposals"))
    return Moved(visit.link(path))


def _terms(visit: Visit) -> dict[str, Any]:
    """What the form asks of suppliers, as the API takes it; what is no number goes as it is, to be refused."""
    asked = need(visit)
    given = {name: acting.said(visit, name) for name in ("title", "buyer", "area", *_COUNTS)}
    return {
        **{name: value for name, value in given.items() if value or name not in _COUNTS},
        "text": asked["text"],
        "department": acting.said(visit, "direction"),
        "place": asked["place"],
        "value": asked["value"],
        "cpv": acting.said(visit, "cpv"),
        "questions": acting.lines(acting.said(visit, "questions")),
        "anonymous": bool(acting.said(visit, "anonymous")),
        "value_shared": bool(acting.said(visit, "value_shared")),
        "deadline": evening(acting.said(visit, "deadline")),
    }


def evening(day: str | None) -> str | None:
    """Six in the evening of a day, in Paris; what is no day goes as it is, to be refused."""
    try:
        return datetime.combine(date.fromisoformat(day or ""), _EVENING, PARIS).isoformat()
    except ValueError:
        return day
