"""A sourcing request: whom it asks, in which batches, and what they answered, side by side."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web import acting
from gateway.web.deeds import Deed, done, forms_of, offered, words
from gateway.web.marketplace import names
from gateway.web.principal import principal
from gateway.web.sourcing import named
from gateway.web.visit import Answered, Moved, Page, Visit

_WRITES, _SENDS = ("sourcing:write",), ("sourcing:send",)
DEEDS = (
    Deed("opening", _SENDS, frozenset({"draft"}), "/opening"),
    Deed("closure", _SENDS, frozenset({"open"}), "/closure", lambda _: {}),
    Deed("suppliers", _WRITES, frozenset({"draft", "open"}), "/suppliers", named.given),
    Deed("removal", _WRITES, frozenset({"draft"}), "/attachments/{of}", method="DELETE"),
    Deed("answer", _SENDS, frozenset({"open"}), "/questions/{of}/answer", words("text", "audience", "wording")),
)
STEPS = ("proposed", "asked", "seen", "answered", "declined", "bid", "won")


@dataclass(frozen=True)
class Asked:
    """A supplier in a request, by its name, with its last answer; `replies` are in the order of the questions."""

    contact: dict[str, Any]
    name: str
    path: str
    answer: dict[str, Any] | None
    replies: Sequence[str]


async def show(visit: Visit) -> Answered:
    """The request; raises `Refused` where it is another buyer's."""
    return await page(visit)


async def page(visit: Visit, failed: str = "", wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    """The request, with what was refused of an act on it."""
    path = f"/sourcing-requests/{visit.given('id')}"
    request, contacts, who = await asyncio.gather(
        visit.api.get(path), visit.api.get(f"{path}/contacts"), principal(visit)
    )
    called = await named.companies(visit, contacts["items"])
    asked = [_asked(one, called, len(request["questions"])) for one in contacts["items"]]
    shown = {
        "request": request,
        "funnel": [(step, contacts["funnel"][step]) for step in STEPS],
        "asked": asked,
        "answered": [one for one in asked if one.answer],
        "buyer": names.buyer(visit.language, request["buyer"]),
        "field": names.division(visit.language, request["cpv"]),
        "waiting": [one for one in contacts["questions"] if not one["answered_at"]],
        "settled": [one for one in contacts["questions"] if one["answered_at"]],
        "called": called,
        "may": offered(DEEDS, who, request["status"]),
        "may_draft": who.may("tenders:write") and request["status"] != "draft" and not request["tender_id"],
    }
    return Page("sourcing/request.html", shown | forms_of(visit, failed, wrong), code)


def _asked(contact: dict[str, Any], called: Mapping[str, str], questions: int) -> Asked:
    number = named.number(contact["identifier"])
    answer = contact["answers"][-1] if contact["answers"] else None
    said = {one["question"]: one["text"] for one in (answer or {}).get("replies") or []}
    replies = [said.get(turn, "–") for turn in range(1, questions + 1)]
    return Asked(contact, called.get(number, number), f"/suppliers/{number}", answer, replies)


async def do(visit: Visit) -> Answered:
    """Let suppliers be asked, answer them, take no more answers; the page again where it is refused."""
    path = f"/sourcing-requests/{visit.given('id')}"
    name, answer = await done(visit, path, DEEDS)
    if isinstance(answer, acting.Wrong):
        return await page(visit, name, answer, 422)
    return Moved(visit.link(path, done=name))
