"""An invitation as the supplier that it asks sees it, by the link of its letter or its key: answering or declining."""

from typing import Any

from gateway.web import acting
from gateway.web.deeds import forms_of, words
from gateway.web.marketplace import names
from gateway.web.visit import Answered, Moved, NoSuchPage, Page, Visit


async def show(visit: Visit) -> Answered:
    """What is asked, and the answer so far; raises `Refused` for everybody else."""
    return await _page(visit)


async def _page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    invitation = await visit.api.get(_path(visit, "invitation"), proof(visit))
    answers = invitation["contact"]["answers"]
    last = answers[-1] if answers else {}
    shown = {
        "invitation": invitation,
        "buyer": names.buyer(visit.language, invitation["buyer"]) if invitation["buyer"] else "",
        "field": names.division(visit.language, invitation["cpv"]),
        "last": last,
        "replies": {one["question"]: one["text"] for one in last.get("replies") or []},
        "reasons": [(f"part.{one['code']}", one) for one in invitation.get("reasons") or []],
        "is_open": invitation["status"] == "open",
        "proof": proof(visit),
    }
    return Page("sourcing/invitation.html", shown | forms_of(visit, failed, wrong), code)


def _path(visit: Visit, what: str) -> str:
    return f"/sourcing-requests/{visit.given('id')}/{what}"


def proof(visit: Visit) -> dict[str, str | None]:
    """What the letter's link says: for which supplier it is, and that it is for it."""
    return {name: visit.query.get(name) for name in ("supplier", "token")}


async def say(visit: Visit) -> Answered:
    """Answer, decline or ask; an answer may be given again until the deadline."""
    what = acting.said(visit, "act")
    if what not in _SAID:
        raise NoSuchPage
    done = await acting.act(visit, "POST", _path(visit, what), _SAID[what](visit), query=proof(visit))
    if isinstance(done, acting.Wrong):
        return await _page(visit, what, done, 422)
    return Moved(visit.here(done=what))


def _answer(visit: Visit) -> dict[str, Any]:
    replies = [
        {"question": int(name.removeprefix("reply-")), "text": text}
        for name, text in ((one, acting.said(visit, one)) for one in visit.form if one.startswith("reply-"))
        if text and name.removeprefix("reply-").isdecimal()
    ]
    return {
        "text": acting.said(visit, "text") or "",
        "replies": replies,
        "price": acting.money(acting.said(visit, "price")),
        "days": acting.said(visit, "days"),
        "lots": acting.said(visit, "lots"),
    }


_SAID = {"answers": _answer, "declination": words("reason"), "questions": words("text")}
