"""The profile that a company keeps of itself: what it is, what it offers, where, and up to how much."""

import asyncio
from typing import Any

from contracts.reference import purchasing, territory
from gateway.web import acting
from gateway.web.marketplace import names
from gateway.web.sourcing.need import departments
from gateway.web.visit import Answered, Moved, Page, Visit

OFFERS = 6
"""Offers that the form has room for; those beyond are kept as they are."""
_KEPT = (
    "identifier", "name", "naf", "activities", "natural_person", "legal_form", "staff_band", "coordinates",
    "insolvent", "head_office", "turnover",
)  # fmt: skip
"""What the form does not change."""


async def show(visit: Visit) -> Answered:
    """The form, filled with what is known."""
    return await _page(visit)


async def _page(visit: Visit, wrong: acting.Wrong = acting.FINE, code: int = 200) -> Page:
    path = f"/suppliers/{visit.given('id')}"
    supplier, completeness = await asyncio.gather(visit.api.get(path), visit.api.find(f"{path}/completeness"))
    shown = {
        "supplier": supplier,
        "number": visit.given("id"),
        "completeness": completeness,
        "departments": departments(visit),
        "divisions": sorted(
            ((code, names.division(visit.language, code)) for code in purchasing.divisions()), key=lambda one: one[1]
        ),
        "offers": [*(supplier.get("offers") or []), *({} for _ in range(OFFERS))][:OFFERS],
        "once": acting.once(visit),
        "wrong": wrong,
    }
    return Page("sourcing/profile.html", shown, code)


async def keep(visit: Visit) -> Answered:
    """Keep what the form says, on the version that it showed."""
    path = f"/suppliers/{visit.given('id')}"
    supplier = await visit.api.get(path)
    answer = await acting.act(visit, "PUT", path, _state(visit, supplier))
    if isinstance(answer, acting.Wrong):
        return await _page(visit, answer, 422)
    return Moved(visit.link(path, kept="1"))


def _state(visit: Visit, supplier: dict[str, Any]) -> dict[str, Any]:
    """All that is to be known of the supplier: what the form says, and what it does not ask."""
    given = [offer for turn in range(OFFERS) if (offer := _offer(visit, turn, supplier))]
    return {
        **{name: supplier[name] for name in _KEPT if supplier.get(name) is not None},
        "size": acting.said(visit, "size"),
        "place": _place(visit, supplier.get("place")),
        "brands": acting.lines(acting.said(visit, "brands")),
        "social_economy": _flag(visit, "social_economy"),
        "inclusive": _flag(visit, "inclusive"),
        "offers": [*given, *(supplier.get("offers") or [])[OFFERS:]],
    }


def _flag(visit: Visit, name: str) -> bool | None:
    """What was chosen; None where nothing is said."""
    return {"yes": True, "no": False}.get(acting.said(visit, name) or "")


def _place(visit: Visit, known: dict[str, Any] | None) -> dict[str, Any] | None:
    """Where the company is; a commune that was known stays while the département does."""
    department = acting.said(visit, "department")
    if department is None or (known and known.get("department") == department):
        return known
    return {"department": department}


def _offer(visit: Visit, turn: int, supplier: dict[str, Any]) -> dict[str, Any] | None:
    """An offer of the form; one without a trade is taken away."""
    division = acting.said(visit, f"cpv-{turn}")
    if division is None:
        return None
    offers = supplier.get("offers") or []
    known = offers[turn] if turn < len(offers) else {}
    near = [one.code for one in territory.region().departments if acting.said(visit, f"where-{turn}-{one.code}")]
    coverage = dict(known.get("coverage") or {})
    elsewhere = [one for one in coverage.get("departments") or [] if one not in territory.region().department_codes]
    code = known["cpv"] if known and known["cpv"].startswith(division) else division.ljust(8, "0")
    return {
        "cpv": code,
        "text": acting.said(visit, f"text-{turn}"),
        "capacity": acting.money(acting.said(visit, f"capacity-{turn}")),
        "coverage": coverage | {"departments": [*near, *elsewhere]},
    }
