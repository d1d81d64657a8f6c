"""How much room the shortlists of a buyer keep for newcomers: its policy, and where its effect is seen."""

from gateway.web import acting
from gateway.web.door import Refused
from gateway.web.principal import principal
from gateway.web.sourcing.need import ROOM
from gateway.web.visit import Answered, Moved, Page, Visit

EFFECTS = ("A1", "A2", "A18", "A19")
"""The figures that tell what became of it."""


async def show(visit: Visit) -> Answered:
    """The quota; raises `Refused` for who asks for no shortlists."""
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    who = await principal(visit)
    figures = await visit.api.find("/indicators") or {"items": []}
    buyer = who.organisation or visit.query.get("buyer")
    answer = await visit.api.send("GET", f"/newcomer-quotas/{buyer}") if buyer else None
    if answer and not answer.is_good:
        raise Refused(answer)
    shown = {
        "quota": answer.document() if answer else None,
        "version": answer.headers["etag"].strip('"') if answer else "",
        "room": ROOM,
        "effects": [one for one in figures["items"] if one["id"] in EFFECTS],
        "may": who.may("sourcing:policy"),
        "once": acting.once(visit),
        "form": visit.form,
        "wrong": wrong,
    }
    return Page("sourcing/quota.html", shown, code)


async def choose(visit: Visit) -> Answered:
    """Keep so much room from now on, for a reason; the page again where that is refused."""
    who = await principal(visit)
    buyer = who.organisation or visit.query.get("buyer")
    chosen = {name: acting.said(visit, name) for name in (*ROOM, "reason")}
    answer = await acting.act(visit, "PUT", f"/newcomer-quotas/{buyer}", chosen)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, answer, 422)
    return Moved(visit.here(done="1"))
