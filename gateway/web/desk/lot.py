"""A lot as its evaluators see it: its bids, their marks as a grid, the ranking, and the award that follows."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of, nothing, offered, words
from gateway.web.desk import prices
from gateway.web.principal import Principal, principal
from gateway.web.sourcing import named
from gateway.web.visit import Answered, Moved, NoSuchPage, Page, Visit

PRICED = "price"
"""The kind of criterion that a formula marks from the prices, and nobody else."""
JUDGED = ("admissible", "irregular", "inappropriate", "unacceptable", "ineligible")
_WRITES, _MARKS, _AWARDS = ("tenders:write",), ("evaluations:write",), ("tenders:award",)
_ALWAYS: frozenset[str] = frozenset()
_NOT_BEGUN: dict[str, Any] = {
    "revision": None, "status": "open", "appointments": [], "declarations": [], "scores": [], "ranking": [],
    "admissible": [], "suspects": {}, "inquiries": [],
}  # fmt: skip
"""An evaluation before anybody is appointed."""
_OPEN, _CONCLUDED = frozenset({"open"}), frozenset({"concluded"})


@dataclass(frozen=True)
class Bidder:
    """A bid for the lot: who made it, at which price, whether it is in the running, and one's own marks of it.

    `suspicions` say why its price seems abnormally low; `inquiry` is what its bidder was asked about it.
    """

    bid: dict[str, Any]
    name: str
    price: dict[str, str] | None
    is_admissible: bool
    suspicions: Sequence[str]
    inquiry: dict[str, Any] | None
    marks: dict[int, dict[str, Any]]


def _appointment(visit: Visit) -> dict[str, Any]:
    return {"evaluators": acting.lines(acting.said(visit, "evaluators"))}


def _declaration(visit: Visit) -> dict[str, Any]:
    return {"conflict": bool(acting.said(visit, "conflict")), "statement": acting.said(visit, "statement")}


def _marks(visit: Visit) -> dict[str, Any]:
    """The marks of the grid; cells that are empty are left for later."""
    cells = (name.split(":")[1:] for name in visit.form if name.startswith("score:") and name.count(":") > 1)
    scores = [
        {"bid": bid, "criterion": criterion, "score": score.replace(",", "."), "reason": _reason(visit, bid, criterion)}
        for bid, criterion in cells
        if (score := acting.said(visit, f"score:{bid}:{criterion}"))
    ]
    return {"scores": scores}


def _reason(visit: Visit, bid: str, criterion: str) -> str | None:
    return acting.said(visit, f"reason:{bid}:{criterion}")


def _conclusion(_: Visit) -> dict[str, Any]:
    return {}


NEXT = {None: "proposal", "proposed": "approval", "approved": "notification", "standstill": "confirmation"}
"""The step of an award that follows its state; None before it was proposed."""
STEPS = frozenset(NEXT.values())
_EVALUATION, _AWARD = "/lots/{number}/evaluation", "/lots/{number}/award-"
DEEDS = (
    Deed("judgement", _MARKS, _OPEN, "/bids/{of}/lots/{number}/judgement", words("status", "reason")),
    *prices.DEEDS,
    Deed("appointment", _WRITES, _OPEN, _EVALUATION, _appointment),
    Deed("declaration", _MARKS, _OPEN, f"{_EVALUATION}/declarations", _declaration),
    Deed("scores", _MARKS, _OPEN, f"{_EVALUATION}/scores", _marks, "PUT"),
    Deed("conclusion", _MARKS, _OPEN, f"{_EVALUATION}/conclusion", _conclusion),
    Deed("proposal", _WRITES, _CONCLUDED, f"{_AWARD}proposal", _conclusion),
    Deed("approval", _AWARDS, _CONCLUDED, f"{_AWARD}approval", nothing),
    Deed("notification", _AWARDS, _CONCLUDED, f"{_AWARD}notification", nothing),
    Deed("confirmation", _AWARDS, _CONCLUDED, f"{_AWARD}confirmation", nothing),
    Deed("closure", _AWARDS, _ALWAYS, "/lots/{number}/closure", words("outcome", "reason", "bids")),
)


async def show(visit: Visit) -> Answered:
    """The lot; raises `Refused` or `NoSuchPage` where there is none."""
    return await _page(visit)


async def _page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    path, number = f"/tenders/{visit.given('id')}", visit.given("number")
    tender, bids, begun, award, contracts, who = await asyncio.gather(
        visit.api.get(path),
        visit.api.find(f"{path}/bids", {"limit": 200}),
        visit.api.find(f"{path}/lots/{number}/evaluation"),
        visit.api.find(f"{path}/lots/{number}/award-decision"),
        visit.api.find("/contracts", {"tender": visit.given("id"), "limit": 1000}),
        principal(visit),
    )
    lot = next((one for one in tender["lots"] if str(one["number"]) == number), None)
    if lot is None:
        raise NoSuchPage
    found = [one for one in (bids or {"items": []})["items"] if lot["number"] in one["lots"]]
    evaluation = begun or _NOT_BEGUN
    bidders = [_bidder(visit, one, lot, evaluation, who) for one in found]
    contract = next((one for one in (contracts or {"items": []})["items"] if one["lot"] == lot["number"]), None)
    shown = {
        "tender": tender,
        "lot": lot,
        "bidders": bidders,
        "called": {one.bid["id"]: one.name for one in bidders},
        "marked": [(turn, one) for turn, one in enumerate(lot["criteria"], 1) if one["kind"] != PRICED],
        "evaluation": evaluation,
        "has_begun": begun is not None,
        "evaluators": [name for one in evaluation["appointments"][-1:] for name in one["evaluators"]],
        "award": award,
        "may": _may(who, lot, evaluation, award),
        "contract": contract,
        "may_sign": who.may("contracts:write") and not contract and lot["status"] == "awarded" and _stands(award),
        "judgements": [(one, str(visit.language.t(f"judged.{one}"))) for one in JUDGED],
        "shows_award": lot["award"] or evaluation["status"] == "concluded",
        "who": who,
    }
    return Page("desk/lot.html", shown | forms_of(visit, failed, wrong), code)


def _bidder(
    visit: Visit, bid: dict[str, Any], lot: dict[str, Any], evaluation: dict[str, Any], who: Principal
) -> Bidder:
    form = bid.get("form") or {}
    members = form.get("members") or []
    asked = {one["lot"]: one.get("price") for one in form.get("lots") or []}
    own = {
        one["criterion"]: one
        for one in evaluation["scores"]
        if one["bid_id"] == bid["id"] and one["evaluator"] == who.client
    }
    return Bidder(
        bid,
        members[0]["name"] if members else named.number(bid["bidder"]),
        asked.get(lot["number"]),
        bid["id"] in evaluation["admissible"],
        prices.reasons(visit.language, evaluation["suspects"].get(bid["id"], [])),
        next((one for one in evaluation["inquiries"] if one["bid_id"] == bid["id"]), None),
        own,
    )


def _may(
    who: Principal, lot: dict[str, Any], evaluation: dict[str, Any], award: dict[str, Any] | None
) -> frozenset[str]:
    """What is offered: of the steps of an award the next one, and nothing else of a lot that is decided."""
    step = NEXT.get(award["status"] if award else None)
    if lot["status"] != "open":
        return offered(DEEDS, who, "concluded") & {step}
    may = offered(DEEDS, who, evaluation["status"])
    return may - STEPS | (may & {step})


def _stands(award: dict[str, Any] | None) -> bool:
    """Whether nothing speaks against signing, as far as is known."""
    return award is None or award["status"] == "confirmed"


async def do(visit: Visit) -> Answered:
    """Judge, appoint, declare, mark, conclude, propose, approve, notify; the page again where it is refused."""
    path = f"/tenders/{visit.given('id')}"
    name, answer = await done(visit, path, DEEDS)
    if isinstance(answer, acting.Wrong):
        return await _page(visit, name, answer, 422)
    return Moved(visit.link(f"/desk{path}/lots/{visit.given('number')}", done=name))
