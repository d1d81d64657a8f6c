"""Drafting a call: its form, and beside it what the law says of what is written so far."""

from typing import Any

from contracts.reference import territory
from gateway.web import acting
from gateway.web.desk import terms
from gateway.web.door import Refused
from gateway.web.marketplace import names
from gateway.web.principal import principal
from gateway.web.visit import Answered, Moved, Page, Visit

_MENDED = 422


async def show(visit: Visit) -> Answered:
    """The form of a new call, or of a draft, with the advice on it."""
    draft = await visit.draft("/tenders")
    asked = terms.enquiry(draft) if draft else None
    return await _page(visit, draft, asked)


async def _begun(visit: Visit) -> dict[str, Any]:
    """What stands in the fields of a new call: those of the sourcing request that it comes of, where there is one."""
    request = visit.query.get("request", "").replace("/", "")
    found = await visit.api.find(f"/sourcing-requests/{request}") if request and not visit.form else None
    return terms.of_request(visit, found) if found else {}


async def _page(
    visit: Visit,
    draft: dict[str, Any] | None,
    asked: dict[str, Any] | None,
    wrong: acting.Wrong = acting.FINE,
    code: int = 200,
) -> Page:
    who = await principal(visit)
    advice, flaws = await _advice(visit, asked) if asked else (None, acting.FINE)
    lots, criteria = terms.rows(draft)
    t = visit.language.t
    said = {
        "draft": draft,
        "fields": {"buyer": who.organisation or ""} | await _begun(visit) | terms.shown(visit, draft),
        "advice": advice,
        "lawful": [one for one in advice["procedures"] if one["lawful"]] if advice else [],
        "unlawful": [one for one in advice["procedures"] if not one["lawful"]] if advice else [],
        "wrong": wrong or flaws,
        "once": acting.once(visit),
        "directions": names.options(visit, "department"),
        "areas": names.options(visit, "area"),
        "procedures": names.options(visit, "procedure"),
        "natures": [(one, str(t(f"value.nature.{one}"))) for one in ("works", "goods", "services")],
        "places": [(one.nuts, names.place(visit.language, one.nuts)) for one in territory.region().departments],
        "kinds": [(one, str(t(f"criterion.{one}"))) for one in terms.KINDS],
        "lots": lots,
        "criteria": criteria,
        "clauses": terms.CLAUSES,
        "are_apart": terms.are_apart(draft["lots"]) if draft else False,
    }
    return Page("desk/draft.html", said, code)


async def _advice(visit: Visit, asked: dict[str, Any]) -> tuple[dict[str, Any] | None, acting.Wrong]:
    """What the law says of a need, or what is wrong with the need."""
    try:
        return (await visit.api.act("POST", "/procedure-advice", asked)).document(), acting.FINE
    except Refused as refused:
        if refused.status != _MENDED:
            raise
        return None, acting.Wrong.of(refused.problem)


async def keep(visit: Visit) -> Answered:
    """Keep the draft, or say what the law makes of it as it stands."""
    draft = await visit.draft("/tenders")
    written = terms.terms(visit, draft)
    if acting.said(visit, "act") == "advice":
        return await _page(visit, draft, terms.enquiry(written))
    if draft:
        answer = await acting.act(visit, "PUT", f"/tenders/{draft['id']}", written)
    else:
        answer = await acting.act(visit, "POST", "/tenders", written)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, draft, None, answer, 422)
    return Moved(visit.link(f"/desk/tenders/{answer.document()['id']}", done="draft"))
