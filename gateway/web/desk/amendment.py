"""Changing a published call (avis rectificatif): what changes and why, with a later deadline and new documents."""

from typing import Any

from gateway.web import acting
from gateway.web.deeds import instant
from gateway.web.desk import dossier
from gateway.web.marketplace.names import KINDS_OF_DOCUMENTS
from gateway.web.principal import principal
from gateway.web.receiving import received
from gateway.web.visit import Answered, Moved, Page, Visit


async def show(visit: Visit) -> Answered:
    """The form of an amendment."""
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    await principal(visit)
    path = f"/tenders/{visit.given('id')}"
    tender = await visit.api.get(path)
    shown = {
        "tender": tender,
        "waiting": await _waiting(visit, path),
        "kinds": [(one, str(visit.language.t(f"document.{one}"))) for one in KINDS_OF_DOCUMENTS],
        "once": acting.once(visit),
        "form": visit.form,
        "wrong": wrong,
    }
    return Page("desk/amendment.html", shown, code)


async def _waiting(visit: Visit, path: str) -> list[str]:
    """The names of documents that were sent for an amendment, and wait for it."""
    found = await visit.api.find(f"{path}/documents", {"limit": 1000})
    return [one["name"] for one in (found or {"items": []})["items"] if one["pending"]]


async def amend(visit: Visit) -> Answered:
    """Tell everybody of the change; the page again where it is refused."""
    sent, wrong = await received(visit, dossier.keeping(visit, amending=True))
    path = f"/tenders/{visit.given('id')}"
    if not wrong:
        answer = await acting.act(sent, "POST", f"{path}/amendments", await _change(sent, path))
        if not isinstance(answer, acting.Wrong):
            return Moved(visit.link(f"/desk{path}", done="amendment"))
        wrong = answer
    return await _page(sent, wrong, 422)


async def _change(visit: Visit, path: str) -> dict[str, Any]:
    return {
        "summary": acting.said(visit, "summary"),
        "reason": acting.said(visit, "reason"),
        "substantial": bool(acting.said(visit, "substantial")),
        "deadline": instant(visit, "deadline"),
        "documents": await _waiting(visit, path),
    }
