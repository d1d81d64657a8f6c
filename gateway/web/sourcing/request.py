"""A sourcing request: whom it asks, in which batches, and what they answered, side by side."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web import acting
from gateway.web.marketplace import names
from gateway.web.principal import principal
from gateway.web.sourcing import named
from gateway.web.visit import Answered, Moved, NoSuchPage, Page, Visit

ACTS = ("opening", "closure", "suppliers")
STEPS = ("proposed", "asked", "seen", "answered", "declined", "bid", "won")
_MOST_NAMES = 200


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
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    path = f"/sourcing-requests/{visit.given('id')}"
    request, contacts, who = await asyncio.gather(
        visit.api.get(path), visit.api.get(f"{path}/contacts"), principal(visit)
    )
    called = await _names(visit, contacts["items"])
    asked = [_asked(one, called, len(request["questions"])) for one in contacts["items"]]
    shown = {
        "request": request,
        "funnel": [(step, contacts["funnel"][step]) for step in STEPS],
        "asked": asked,
        "answered": [one for one in asked if one.answer],
        "buyer": names.buyer(visit.language, request["buyer"]),
        "field": names.division(visit.language, request["cpv"]),
        "may_send": who.may("sourcing:send"),
        "may_draft": who.may("tenders:write") and request["status"] != "draft" and not request["tender_id"],
        "once": acting.once(visit),
        "form": visit.form,
        "wrong": wrong,
    }
    return Page("sourcing/request.html", shown, code)


async def _names(visit: Visit, contacts: Sequence[dict[str, Any]]) -> Mapping[str, str]:
    """The names of those who are asked, by their numbers: one question for all."""
    numbers = [named.number(one["identifier"]) for one in contacts][:_MOST_NAMES]
    if not numbers:
        return {}
    page = await visit.api.find("/suppliers", {"identifier": numbers, "limit": _MOST_NAMES})
    return {named.number(one["identifier"]): one["name"] for one in page["items"]} if page else {}


def _asked(contact: dict[str, Any], called: Mapping[str, str], questions: int) -> Asked:
    number = named.number(contact["identifier"])
    answer = contact["answers"][-1] if contact["answers"] else None
    said = {one["question"]: one["text"] for one in (answer or {}).get("replies") or []}
    replies = [said.get(turn, "–") for turn in range(1, questions + 1)]
    return Asked(contact, called.get(number, number), f"/suppliers/{number}", answer, replies)


async def do(visit: Visit) -> Answered:
    """Let suppliers be asked, take no more answers, or add suppliers by hand."""
    what = acting.said(visit, "act")
    if what not in ACTS:
        raise NoSuchPage
    path = f"/sourcing-requests/{visit.given('id')}"
    answer = await acting.act(visit, "POST", f"{path}/{what}", _body(visit, what))
    if isinstance(answer, acting.Wrong):
        return await _page(visit, answer, 422)
    return Moved(visit.link(path, done=what))


def _body(visit: Visit, what: str) -> dict[str, Any] | None:
    if what == "suppliers":
        numbers = [one.replace(" ", "") for one in acting.lines(acting.said(visit, "numbers"))]
        return {"identifiers": [{"id": one} for one in numbers]}
    return {} if what == "closure" else None
