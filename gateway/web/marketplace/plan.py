"""The purchase plan: what is to be bought, when; and an entry of it, which anybody may follow."""

import asyncio
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from gateway.web.door import Refused
from gateway.web.marketplace import names, search
from gateway.web.visit import Answered, Moved, Page, Visit

ON_A_PAGE = 50
ANNOUNCED = "announced"
MOST_TENDERS = 10


async def show(visit: Visit) -> Answered:
    """The purchases to come that an address asks for, by quarter."""
    asked: dict[str, Any] = {name: visit.query.get(name) for name in ("q", "department", "area", "cpv", "quarter")}
    asked |= {"status": ANNOUNCED, "limit": ON_A_PAGE, "cursor": visit.query.get("cursor")}
    found = await visit.api.get("/plan-entries", asked)
    entries = sorted(found["items"], key=lambda one: (one["quarter"], one["title"].casefold()))
    quarters = [
        (search.quarter(visit, code), [_row(visit, one) for one in group])
        for code, group in groupby(entries, key=lambda one: str(one["quarter"]))
    ]
    shown = {"quarters": quarters, "page": found, "filters": search.planned(visit)}
    return Page("marketplace/plan.html", shown | {"is_narrowed": search.is_narrowed(visit)})


def _row(visit: Visit, entry: dict[str, Any]) -> dict[str, Any]:
    language = visit.language
    return {
        "entry": entry,
        "department": names.department(language, entry["department"]),
        "area": names.area(language, entry["area"]),
        "value": band(visit, entry["value"]),
        "places": [names.place(language, one) for one in entry["places"]],
    }


def band(visit: Visit, value: Mapping[str, Any] | None) -> str:
    """Between which sums a purchase is expected to lie."""
    if not value:
        return "–"
    least, most = (visit.language.money(value[end]) for end in ("minimum", "maximum"))
    return least if least == most else str(visit.language.t("plan.band", least=least, most=most))


async def entry(visit: Visit) -> Answered:
    """An entry, what came of it, and how to be told of it."""
    return await _entry(visit)


async def _entry(visit: Visit, wrong: str = "", code: int = 200) -> Page:
    path = f"/plan-entries/{visit.given('id')}"
    found, followers = await asyncio.gather(visit.api.get(path), visit.api.find(f"{path}/followers"))
    asked = [visit.api.find(f"/tenders/{one}") for one in found["tenders"][:MOST_TENDERS]]
    tenders = [one for one in await asyncio.gather(*asked) if one]
    language = visit.language
    said = {
        "procedure": names.procedure(language, found["procedure"]) if found["procedure"] else None,
        "buyer": names.buyer(language, found["buyer"]),
        "cpv": names.division(language, found["cpv"]),
        "quarter": search.quarter(visit, found["quarter"]),
    }
    shown = _row(visit, found) | said | {"followers": followers["followers"] if followers else 0}
    return Page("marketplace/plan_entry.html", shown | {"tenders": tenders, "wrong": wrong}, code)


async def follow(visit: Visit) -> Answered:
    """Follow an entry by e-mail or as an organisation, or follow it no longer."""
    path = f"/plan-entries/{visit.given('id')}/followers"
    here = visit.link(f"/plan-entries/{visit.given('id')}")
    if token := str(visit.form.get("token", "")):
        await visit.api.act("DELETE", f"{path}/{token}")
        return Moved(f"{here}?ended=1#follow")
    email = str(visit.form.get("email", "")).strip() or None
    try:
        answer = await visit.api.act("POST", path, {"email": email})
    except Refused as refused:
        if refused.status != 422:  # noqa: PLR2004 - what the reader can mend
            raise
        return await _entry(visit, wrong="email", code=422)
    return Moved(f"{here}?followed={answer.document()['token']}#follow")
