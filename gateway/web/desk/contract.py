"""A contract as those who run it see it: what it is worth, what was invoiced and paid, and what comes next."""

import asyncio
from typing import Any

from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of, offered, words
from gateway.web.marketplace import names
from gateway.web.principal import principal
from gateway.web.visit import Answered, Moved, Page, Visit

GROUNDS = ("review-clause", "additional", "unforeseen", "successor", "not-substantial", "minor")
"""Grounds on which a contract may be modified: CCP R2194-1 to -8."""
_RUNS, _PAYS = ("contracts:write",), ("payments:write",)
_SIGNED, _FORCE = frozenset({"signed"}), frozenset({"notified"})
_PERCENT = 100


def summed(*others: str) -> Any:
    """A body of fields as they are, with the sum of `value`."""

    def body(visit: Visit) -> dict[str, Any]:
        return {**words(*others)(visit), "value": acting.money(acting.said(visit, "value"))}

    return body


def _advance(visit: Visit) -> dict[str, Any]:
    """An advance; its rate is asked in percent. What is no number goes as it is, to be refused."""
    rate = (acting.said(visit, "rate") or "").replace(",", ".").removesuffix("%").strip()
    share = str(round(float(rate) / _PERCENT, 6)) if rate.replace(".", "", 1).isdecimal() else rate
    return {**summed("external_id", "paid_on")(visit), "rate": share}


DEEDS = (
    Deed("notification", _RUNS, _SIGNED, "/notification", words("notified_on")),
    Deed("invoices", _PAYS, _FORCE, "/invoices", summed("external_id", "received_on")),
    Deed("payments", _PAYS, _FORCE, "/payments", summed("external_id", "invoice", "paid_on")),
    Deed("advances", _PAYS, _FORCE, "/advances", _advance),
    Deed("modifications", _RUNS, _FORCE, "/modifications", summed("ground", "reason", "decided_on", "months")),
    Deed("end", _RUNS, _FORCE, "/end", words("ended_on")),
)


async def show(visit: Visit) -> Answered:
    """The contract; raises `Refused` where there is none."""
    return await _page(visit)


async def _page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    path = f"/contracts/{visit.given('id')}"
    contract, acts, modifications, who = await asyncio.gather(
        visit.api.get(path),
        visit.api.find(f"{path}/acts", {"limit": 100}),
        visit.api.find(f"{path}/modifications", {"limit": 100}),
        principal(visit),
    )
    done_so_far = acts["items"] if acts else []
    state = contract["contract"]
    shown = {
        "contract": contract,
        "state": state,
        "execution": contract.get("execution"),
        "acts": [_act(visit, one) for one in done_so_far],
        "invoices": [one["record"]["external_id"] for one in done_so_far if one["kind"] == "invoice"],
        "modifications": modifications["items"] if modifications else [],
        "grounds": [(one, str(visit.language.t(f"ground.{one}"))) for one in GROUNDS],
        "buyer": names.buyer(visit.language, state["buyer"]),
        "may": offered(DEEDS, who, contract["status"]),
    }
    return Page("desk/contract.html", shown | forms_of(visit, failed, wrong), code)


_DAYS = ("accepted_on", "paid_on", "received_on", "applied_on", "evaluated_on")


def _act(visit: Visit, act: dict[str, Any]) -> tuple[str, str, str, str]:
    """What happened under the contract: its day, what it was, its number, how much."""
    record, language = act["record"], visit.language
    day = next((record[name] for name in _DAYS if record.get(name)), None)
    key = f"work_act.{act['kind']}"
    return (
        language.short_day(day),
        str(language.t(key)),
        record.get("external_id") or "–",
        language.money(record.get("value")),
    )


async def do(visit: Visit) -> Answered:
    """Notify, invoice, pay, modify, end; the page again where it is refused."""
    path = f"/contracts/{visit.given('id')}"
    name, answer = await done(visit, path, DEEDS)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, name, answer, 422)
    return Moved(visit.link(f"/desk{path}", done=name))
