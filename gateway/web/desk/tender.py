"""A call as those who work on it see it: where it stands, who approves it, its questions, its opening, its lots."""

import asyncio
from typing import Any

import orjson

from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of, instant, offered, words
from gateway.web.forms import FormBroken, Multipart
from gateway.web.marketplace import names
from gateway.web.principal import Principal, principal
from gateway.web.visit import Answered, Moved, Page, Visit

_WRITES, _REVIEWS, _OPENS = ("tenders:write",), ("tenders:review",), ("bids:open",)
_LATER = ("opened", "evaluated", "awarded", "unsuccessful")


def _publication(visit: Visit) -> dict[str, Any]:
    return {"deadline": instant(visit, "deadline"), "reason": acting.said(visit, "reason")}


DEEDS = (
    Deed("submit", _WRITES, frozenset({"draft"}), "/review"),
    Deed("removal", _WRITES, frozenset({"draft"}), "/documents/{of}", method="DELETE"),
    Deed("recall", _WRITES, frozenset({"in-review"}), "/review/recall"),
    Deed("approval", _REVIEWS, frozenset({"in-review"}), "/review/approval", words("comment")),
    Deed("change-request", _REVIEWS, frozenset({"in-review"}), "/review/change-request", words("comment")),
    Deed("publication", _WRITES, frozenset({"draft", "approved"}), "/publication", _publication),
    Deed("answer", _WRITES, frozenset({"published"}), "/questions/{of}/answer", words("text", "to", "wording")),
    Deed("refusal", _WRITES, frozenset({"published"}), "/questions/{of}/refusal", words("reason")),
)


async def show(visit: Visit) -> Answered:
    """The call; raises `Refused` where it is another buyer's draft."""
    return await page(visit)


async def page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    """The call, with what was refused of an act on it."""
    path = f"/tenders/{visit.given('id')}"
    who = await principal(visit)
    tender, documents, review, questions, openings = await asyncio.gather(
        visit.api.get(path),
        visit.api.find(f"{path}/documents", {"limit": 200}),
        visit.api.find(f"{path}/review") if who.may(*_REVIEWS) else _none(),
        visit.api.find(f"{path}/questions", {"limit": 100}) if who.may(*_WRITES) else _none(),
        visit.api.find(f"{path}/openings"),
    )
    asked = questions["items"] if questions else []
    shown = {
        "tender": tender,
        "documents": documents["items"] if documents else [],
        "kinds": [(one, str(visit.language.t(f"document.{one}"))) for one in names.KINDS_OF_DOCUMENTS],
        "rounds": review["rounds"] if review else [],
        "waiting": [one for one in asked if one["status"] == "asked"],
        "settled": [one for one in asked if one["status"] != "asked"],
        "openings": openings or [],
        "may": offered(DEEDS, who, tender["status"]),
        "may_open": _may_open(who, tender),
        "may_redraft": who.may(*_WRITES) and tender["status"] == "draft",
        "may_amend": who.may(*_WRITES) and tender["status"] == "published",
        "shows_lots": tender["status"] in _LATER,
        "buyer": names.buyer(visit.language, tender["buyer"]),
        "procedure": names.procedure(visit.language, tender["procedure"]),
    }
    return Page("desk/tender.html", shown | forms_of(visit, failed, wrong), code)


async def _none() -> None:
    return None


def _may_open(who: Principal, tender: dict[str, Any]) -> bool:
    return bool(who.may(*_OPENS) and tender["status"] == "closed" and tender.get("committee"))


async def do(visit: Visit) -> Answered:
    """Submit, approve, ask for changes, publish, answer; the page again where it is refused."""
    path = f"/tenders/{visit.given('id')}"
    name, answer = await done(visit, path, DEEDS)
    if isinstance(answer, acting.Wrong):
        return await page(visit, name, answer, 422)
    return Moved(visit.link(f"/desk{path}", done=name))


async def back(visit: Visit) -> Answered:
    """The forms of a share and of documents are on the page of the call."""
    return Moved(visit.link(f"/desk/tenders/{visit.given('id')}"))


async def give(visit: Visit) -> Answered:
    """Give a member's share of the key by its file: the one that makes enough opens the bids (CCP R2143-3)."""
    path = f"/tenders/{visit.given('id')}"
    share = await _share(visit)
    answer = await acting.act(visit, "POST", f"{path}/opening/shares", share)
    if isinstance(answer, acting.Wrong):
        return await page(visit, "share", answer, 422)
    return Moved(visit.link(f"/desk{path}", done="share"))


async def _share(visit: Visit) -> Any:
    """The document of the file that is sent; raises `FormBroken` where there is none."""
    found: Any = None
    async for part in Multipart(visit.request).parts():
        text = await part.text()
        if part.filename is not None:
            found = text
    try:
        return orjson.loads(found or "")
    except orjson.JSONDecodeError as error:
        raise FormBroken from error
