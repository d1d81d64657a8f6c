"""A call for tenders, as a small firm needs it: how long, what for, how judged, what to prepare, what came of it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gateway.web.marketplace import names, preparing, search
from gateway.web.marketplace.linked import linked
from gateway.web.marketplace.weights import weights
from gateway.web.visit import Answered, Page, Visit

FIGURES = ("A6", "A3", "A1", "A12")
MOST_LOTS_OPEN = 8
"""Lots from which on each is folded."""


@dataclass(frozen=True)
class Lot:
    """A lot as the page shows it: `clauses` and `outcome` are keys of words, `holders` names with their pages."""

    lot: dict[str, Any]
    clauses: list[str]
    places: list[str]
    holders: list[tuple[str, str]]


async def show(visit: Visit) -> Answered:
    """The page of a call."""
    return await page(visit)


async def page(visit: Visit, wrong: dict[str, str] | None = None, code: int = 200) -> Page:
    """The page of a call, with what was `wrong` in a form of it by the name of the form."""
    path = f"/tenders/{visit.given('id')}"
    tender, documents, questions, amendments = await asyncio.gather(
        visit.api.get(path),
        visit.api.find(f"{path}/documents", {"limit": 200}),
        _questions(visit, path),
        visit.api.find(f"{path}/amendments"),
    )
    shown = {
        "tender": tender,
        "documents": documents["items"] if documents else [],
        "questions": questions,
        "amendments": amendments["items"] if amendments else [],
        "wrong": {"questions": "", "withdrawals": ""} | (wrong or {}),
        "form": visit.form,
    }
    return Page("marketplace/tender.html", shown | _arranged(visit, tender), code)


async def _questions(visit: Visit, path: str) -> list[dict[str, Any]]:
    """The questions that were answered to all, and that of a reader who asked and keeps its token."""
    own = {"prenan-question-token": token} if (token := visit.query.get("asked")) else {}
    answer = await visit.api.send("GET", f"{path}/questions", headers=own)
    return list(answer.document()["items"]) if answer.is_good else []


def _arranged(visit: Visit, tender: dict[str, Any]) -> dict[str, Any]:
    language = visit.language
    deadline = datetime.fromisoformat(tender["deadline"]) if tender["deadline"] else None
    is_open = tender["status"] == search.OPEN and deadline is not None and deadline > search.now(visit)
    figures = tender.get("area_figures") or {}
    return {
        "is_open": is_open,
        "left": deadline - search.now(visit) if deadline and is_open else None,
        "lots": [_lot(visit, tender, one) for one in tender["lots"]],
        "weights": weights(visit, tender["lots"]),
        "pieces": preparing.pieces(visit, tender),
        "rules": preparing.rules(visit, tender),
        "figures": [figures[one] for one in FIGURES if one in figures],
        "buyer": names.buyer(language, tender["buyer"]),
        "procedure": names.procedure(language, tender["procedure"]),
        "department": names.department(language, tender["department"]),
        "area": names.area(language, tender["area"]),
        "cpv": names.division(language, tender["cpv"]),
        "places": [names.place(language, one) for one in tender["places"]],
        "linked": linked(visit, tender),
        "is_folded": len(tender["lots"]) > MOST_LOTS_OPEN,
    }


def _lot(visit: Visit, tender: dict[str, Any], lot: dict[str, Any]) -> Lot:
    clauses = [name for name in ("environmental", "social", "equality", "innovation") if lot["clauses"][name]]
    known = tender.get("supplier_names") or {}
    holders = [_holder(one, known) for one in lot["award"]["holders"]] if lot["award"] else []
    return Lot(lot, clauses, [names.place(visit.language, one) for one in lot["places"]], holders)


def _holder(holder: dict[str, Any], known: dict[str, str]) -> tuple[str, str]:
    """The name of a holder and the path of its page; no page where it has no number."""
    identifier = holder.get("identifier")
    if not identifier:
        return holder["name"], ""
    number = identifier["id"] if identifier["scheme"] == "SIRET" else f"{identifier['scheme']}:{identifier['id']}"
    return known.get(number) or holder["name"], f"/suppliers/{number}"
