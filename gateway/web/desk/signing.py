"""Signing: the contract of a lot whose award stands."""

from typing import Any

from gateway.web import acting
from gateway.web.principal import principal
from gateway.web.visit import Answered, Moved, NoSuchPage, Page, Visit


async def show(visit: Visit) -> Answered:
    """The form of the signature."""
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    await principal(visit)
    tender = await visit.api.get(f"/tenders/{visit.query.get('tender', '').replace('/', '')}")
    lot = next((one for one in tender["lots"] if str(one["number"]) == visit.query.get("lot")), None)
    if lot is None:
        raise NoSuchPage
    shown = {"tender": tender, "lot": lot, "once": acting.once(visit), "wrong": wrong, "form": visit.form}
    return Page("desk/signing.html", shown, code)


async def sign(visit: Visit) -> Answered:
    """Sign the contract of the lot."""
    body: dict[str, Any] = {name: acting.said(visit, name) for name in ("reference", "signed_on", "months")}
    body |= {"tender_id": visit.query.get("tender"), "lot": visit.query.get("lot")}
    answer = await acting.act(visit, "POST", "/contracts", body)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, answer, 422)
    return Moved(visit.link(f"/desk/contracts/{answer.document()['id']}", done="signature"))
