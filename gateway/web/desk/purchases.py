"""What waits for those who buy, from drafts and approvals to contracts that are to be signed, or that end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from gateway.web.desk.waiting import MOST, Found, Kind, Thing, things
from gateway.web.principal import Principal
from gateway.web.sourcing import named
from gateway.web.visit import Visit

MONTHS_AHEAD = 6
"""A contract that ends within so many months is to be renewed or not."""
MOST_CALLS = 10
"""Open calls whose questions are looked at."""


def _tenders(*, sealed: bool = False, **asked: str) -> Callable[[Visit, Principal], Awaitable[Found]]:
    """Tenders of the buyer that answer a question; where `sealed`, those alone that a committee opens."""

    async def find(visit: Visit, who: Principal) -> Found:
        page = await visit.api.find("/tenders", {**asked, "buyer": who.organisation, "limit": MOST})
        if page and sealed:
            page = {"items": [one for one in page["items"] if one.get("committee")]}
        return Found(things(page, lambda one: _tender(visit, one)))

    return find


def _tender(visit: Visit, tender: dict[str, Any]) -> Thing:
    lots = str(visit.language.t("tender.lots", count=len(tender["lots"])))
    until = visit.language.instant(tender["deadline"]) if tender["deadline"] else ""
    return Thing(tender["title"], f"/desk/tenders/{tender['id']}", " · ".join(one for one in (lots, until) if one))


async def _questions(visit: Visit, who: Principal) -> Found:
    asked = {"status": "published", "buyer": who.organisation, "limit": MOST_CALLS}
    page = await visit.api.find("/tenders", asked)
    if page is None:
        return Found(None)
    paths = [f"/tenders/{one['id']}/questions" for one in page["items"]]
    open_ones = await asyncio.gather(*(visit.api.find(path, {"status": "asked"}) for path in paths))
    return Found(
        [
            Thing(question["text"], f"/desk/tenders/{tender['id']}#questions", tender["title"])
            for tender, found in zip(page["items"], open_ones, strict=True)
            for question in (found or {"items": []})["items"]
        ]
    )


async def _ending(visit: Visit, who: Principal) -> Found:
    if who.organisation is None:
        return Found([])
    asked = {"buyer": who.organisation, "within_months": MONTHS_AHEAD, "limit": MOST}
    page = await visit.api.find("/renewals", asked)
    return Found(things(page, lambda one: _renewal(visit, one)), "/renewals")


def _renewal(visit: Visit, one: dict[str, Any]) -> Thing:
    ends = str(visit.language.t("desk.ends", day=visit.language.day(one["ends_on"])))
    return Thing(one["title"], f"/desk/contracts/{one['contract_id']}", ends)


async def _requests(visit: Visit, _: Principal) -> Found:
    page = await visit.api.find("/sourcing-requests", {"limit": MOST, "status": "open"})
    return Found(
        things(
            page, lambda one: Thing(one["title"], f"/sourcing-requests/{one['id']}", _until(visit, one["deadline"]))
        ),
        "/sourcing",
    )


async def _asked(visit: Visit, _: Principal) -> Found:
    page = await visit.api.find("/sourcing-requests", {"limit": MOST, "status": "open"})
    if page is None:
        return Found(None)
    paths = [f"/sourcing-requests/{one['id']}" for one in page["items"]]
    contacts = await asyncio.gather(*(visit.api.find(f"{path}/contacts") for path in paths))
    return Found(
        [
            Thing(question["text"], f"{path}#questions", request["title"])
            for path, request, found in zip(paths, page["items"], contacts, strict=True)
            for question in (found or {"questions": []})["questions"]
            if not question["answered_at"]
        ]
    )


def _until(visit: Visit, instant: str) -> str:
    return str(visit.language.t("tender.until", instant=visit.language.instant(instant)))


async def _claims(visit: Visit, _: Principal) -> Found:
    page = await visit.api.find("/supplier-claims", {"status": "pending", "limit": MOST})
    return Found(things(page, _claim))


def _claim(one: dict[str, Any]) -> Thing:
    return Thing(one["client"], f"/suppliers/{named.number(one['identifier'])}/registry", one["evidence"])


async def _reports(visit: Visit, _: Principal) -> Found:
    page = await visit.api.find("/observatory/reports", {"state": "received", "limit": MOST})
    return Found(things(page, lambda one: Thing(one["wrong"], f"/observatory/contracts/{one['contract_id']}")))


KINDS = (
    Kind("questions", ("tenders:write",), _questions),
    Kind("asked", ("sourcing:send",), _asked),
    Kind("reviews", ("tenders:review",), _tenders(status="in-review")),
    Kind("approved", ("tenders:write",), _tenders(status="approved")),
    Kind("drafts", ("tenders:write",), _tenders(status="draft")),
    Kind("openings", ("bids:open",), _tenders(status="closed", sealed=True)),
    Kind("evaluations", ("evaluations:write",), _tenders(status="opened", sealed=True)),
    Kind("awards", ("tenders:write", "tenders:award"), _tenders(status="evaluated")),
    Kind("signatures", ("contracts:write",), _tenders(unsigned="true")),
    Kind("requests", ("sourcing:write",), _requests),
    Kind("claims", ("suppliers:verify",), _claims),
    Kind("reports", ("reports:decide",), _reports),
    Kind("ending", ("contracts:write",), _ending),
)
"""What waits for a buyer's people, the most pressing first."""
