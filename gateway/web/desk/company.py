"""What waits for a company: its profile, what it may bid for, what it was asked, what became of its bids."""

import asyncio
from http import HTTPStatus
from typing import Any

from gateway.web.desk.waiting import MOST, Found, Kind, Thing, things
from gateway.web.principal import Principal
from gateway.web.visit import Visit

MOST_SEARCHES, MOST_HITS = 5, 200
_PAGES = {"tender": "/tenders", "plan": "/plan-entries", "award": "/tenders"}


_UNKNOWN = Found([], none="unknown")
"""The register does not have the company yet."""


async def _of_company(visit: Visit, who: Principal, what: str, **query: int) -> dict[str, Any] | Found:
    """What the register says of the company, or why it says nothing."""
    answer = await visit.api.send("GET", f"/suppliers/{who.organisation}/{what}", query=query)
    if who.organisation is None or answer.status == HTTPStatus.NOT_FOUND:
        return _UNKNOWN
    said: dict[str, Any] | Found = answer.document() if answer.is_good else Found(None)
    return said


async def _profile(visit: Visit, who: Principal) -> Found:
    found = await _of_company(visit, who, "completeness")
    if isinstance(found, Found):
        return found
    path = f"/suppliers/{who.organisation}"
    lacking = [
        Thing(visit.language.pick(one), f"{path}/edit", str(visit.language.t("desk.points", count=one["points"])))
        for one in found["missing"][:MOST]
    ]
    return Found(lacking, path)


async def _opportunities(visit: Visit, _: Principal) -> Found:
    searches = await visit.api.find("/saved-searches", {"limit": MOST_SEARCHES})
    if searches is None:
        return Found(None)
    pages = await asyncio.gather(
        *(visit.api.find(f"/saved-searches/{one['id']}/hits", {"limit": MOST_HITS}) for one in searches["items"])
    )
    hits = [
        (hit["found_at"], _hit(visit, search, hit))
        for search, page in zip(searches["items"], pages, strict=True)
        for hit in (page or {"items": []})["items"]
    ]
    return Found([thing for _, thing in sorted(hits, key=lambda one: str(one[0]), reverse=True)[:MOST]], "/tenders")


def _hit(visit: Visit, search: dict[str, Any], hit: dict[str, Any]) -> Thing:
    """What was found, and why it is shown."""
    why = visit.language.t(f"desk.found_{hit['kind']}", name=search["name"], day=visit.language.day(hit["found_at"]))
    return Thing(hit["title"], f"{_PAGES[hit['kind']]}/{hit['subject']}", str(why.unescape()))


async def _won(visit: Visit, who: Principal) -> Found:
    page = await _of_company(visit, who, "awards", limit=MOST)
    if isinstance(page, Found):
        return page
    return Found(things(page, lambda one: _award(visit, one)), f"/suppliers/{who.organisation}")


def _award(visit: Visit, one: dict[str, Any]) -> Thing:
    note = f"{visit.language.day(one['notified_on'])} · {visit.language.money(one['amount'])}"
    return Thing(one["title"], f"/contracts/{one['contract_id']}", note)


async def _bids(visit: Visit, _: Principal) -> Found:
    page = await visit.api.find("/bids", {"limit": MOST})
    return Found(things(page, lambda one: _bid(visit, one)))


def _bid(visit: Visit, one: dict[str, Any]) -> Thing:
    """A bid: its price where that is to be justified, its result once it was opened, its receipt before."""
    state = "questioned" if one["questioned"] else one["status"]
    note = f"{visit.language.instant(one['received_at'])} · {visit.language.t(f'bid_state.{state}')}"
    page = {"questioned": "/justification", "opened": "/result"}.get(state, "")
    return Thing(one["title"], f"/bids/{one['id']}{page}", note)


async def _invitations(visit: Visit, _: Principal) -> Found:
    page = await visit.api.find("/invitations", {"limit": MOST})
    return Found(things(page, lambda one: _invitation(visit, one)))


def _invitation(visit: Visit, one: dict[str, Any]) -> Thing:
    t, language = visit.language.t, visit.language
    state = t(f"request_state.{one['status']}") if one["status"] == "closed" else t(f"contact.{one['standing']}")
    note = f"{t('tender.until', instant=language.instant(one['deadline'])).unescape()} · {state}"
    return Thing(one["title"], f"/sourcing-requests/{one['id']}/invitation", note)


KINDS = (
    Kind("opportunities", ("profile:write",), _opportunities),
    Kind("profile", ("profile:write",), _profile),
    Kind("bids", ("bids:submit",), _bids),
    Kind("invitations", ("profile:write",), _invitations),
    Kind("won", ("profile:write",), _won),
)
"""What waits for a company, the most pressing first."""
