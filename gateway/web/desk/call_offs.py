"""What is called under a framework agreement (marchés subséquents): what is left of it, the calls, and a new one."""

from typing import Any

from gateway.web import acting
from gateway.web.desk.contract import summed
from gateway.web.principal import principal
from gateway.web.sourcing import named
from gateway.web.visit import Answered, Moved, NoSuchPage, Page, Visit

FRAMEWORK = "framework"
_MOST = 100


async def show(visit: Visit) -> Answered:
    """The calls of an agreement; raises `NoSuchPage` where the contract is none."""
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    contract_id, who = visit.given("id"), await principal(visit)
    path = f"/contracts/{contract_id}"
    contract, left, calls = await visit.api.get_all(
        (path, {}), (f"{path}/consumption", {}), ("/contracts", {"framework": contract_id, "limit": _MOST})
    )
    if contract["contract"]["technique"] != FRAMEWORK:
        raise NoSuchPage
    shown = {
        "contract": contract,
        "left": left,
        "calls": calls["items"],
        "holders": _holders(contract["contract"]["holders"]),
        "may_call": who.may("contracts:write") and contract["status"] == "notified",
        "once": acting.once(visit),
        "form": visit.form,
        "wrong": wrong,
    }
    return Page("desk/call_offs.html", shown, code)


def _holders(holders: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Who may be called, by number and name: a group by its lead alone."""
    return [
        (named.number(one["identifier"]), one["name"])
        for one in holders
        if one.get("identifier") and one.get("role") != "member"
    ]


async def call(visit: Visit) -> Answered:
    """Sign a contract under the agreement; the page again where it is refused."""
    path = f"/contracts/{visit.given('id')}"
    body = summed("reference", "title", "signed_on", "months")(visit)
    if holder := acting.said(visit, "holder"):
        scheme, _, number = holder.rpartition(":")
        body["holder"] = {"scheme": scheme or "SIRET", "id": number}
    answer = await acting.act(visit, "POST", f"{path}/call-offs", body)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, answer, 422)
    return Moved(visit.link(f"/desk/contracts/{answer.document()['id']}", done="signature"))
