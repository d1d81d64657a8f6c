"""The terms of a call as its form says them, laid over those of the draft that it changes."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from contracts.reference import territory
from gateway.web import acting
from gateway.web.language import Language
from gateway.web.visit import Visit

LOTS, CRITERIA, MORE = 6, 5, 3
"""Lots and criteria that the form of a new call has room for, and how many more than it has that of a draft has."""
_TURN = re.compile(r"[0-9]{1,4}")
KINDS = ("price", "life-cycle-cost", "quality", "environment", "social", "delay", "innovation", "other")
CLAUSES = ("environmental", "social", "equality", "innovation")
_SAID = ("title", "buyer", "area", "procedure", "nature", "cpv", "single_lot_reason")
_TERMS = (
    "technique", "electronic", "urgent", "prior_information", "social", "exemption", "small_lots", "framework",
    "languages", "plan_entry", "sourcing_request", "within", "lots_per_bidder", "on_behalf_of", "pieces",
)  # fmt: skip
"""Terms that the form does not ask, kept from the draft."""
_LOT = ("cpv", "places", "advance", "advance_guarantee", "insertion_hours", "price_revision", "clauses", "criteria")


_PLANNED = ("number", "value", "months", "criteria", "clauses", "advance")
_ENQUIRED = (
    "estimated_value", "nature", "cpv", "area", "buyer", "single_lot_reason", "technique", "electronic", "urgent",
    "prior_information", "exemption", "small_lots", "framework",
)  # fmt: skip


def terms(visit: Visit, draft: Mapping[str, Any] | None) -> dict[str, Any]:
    """The whole terms, as the API takes them."""
    known = draft or {"sourcing_request": visit.query.get("request")}
    return {
        **{name: known[name] for name in _TERMS if known.get(name) is not None},
        **{name: acting.said(visit, name) for name in _SAID},
        "department": acting.said(visit, "direction"),
        "estimated_value": acting.money(acting.said(visit, "estimated_value")),
        "places": [one.nuts for one in territory.region().departments if acting.said(visit, f"place-{one.nuts}")],
        "committee": _committee(visit),
        "lots": _lots(visit, known.get("lots") or []),
    }


def _lots(visit: Visit, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lots that have a title, numbered as they stand; those of the draft keep what the form does not ask."""
    titled = [(turn, title) for turn in _turns(visit, "lot-") if (title := acting.said(visit, f"lot-{turn}"))]
    lots = [_lot(visit, turn, title, known[turn] if turn < len(known) else {}) for turn, title in titled]
    if not are_apart(known):
        criteria, clauses = _criteria(visit, known), {name: bool(acting.said(visit, name)) for name in CLAUSES}
        lots = [one | {"criteria": criteria, "clauses": (one.get("clauses") or {}) | clauses} for one in lots]
    return [one | {"number": number} for number, one in enumerate(lots, 1)]


def _turns(visit: Visit, field: str) -> list[int]:
    """The rows that the form has of a field, by their numbers."""
    found = (name.removeprefix(field) for name in visit.form if name.startswith(field))
    return sorted({int(one) for one in found if _TURN.fullmatch(one)})


def rows(draft: Mapping[str, Any] | None) -> tuple[range, range]:
    """The rows for lots and for criteria: some more than there are."""
    lots = draft["lots"] if draft else []
    criteria = lots[0]["criteria"] if lots else []
    return range(max(LOTS, len(lots) + MORE)), range(max(CRITERIA, len(criteria) + MORE))


def are_apart(lots: Sequence[Mapping[str, Any]]) -> bool:
    """Whether lots differ in their criteria or clauses, which one form for all of them would make the same."""
    return any(one[name] != lots[0][name] for one in lots for name in ("criteria", "clauses"))


def _lot(visit: Visit, turn: int, title: str, known: Mapping[str, Any]) -> dict[str, Any]:
    value, months = acting.money(acting.said(visit, f"value-{turn}")), acting.said(visit, f"months-{turn}")
    kept = {name: known[name] for name in _LOT if known.get(name) is not None}
    return kept | {"title": title, "value": value, "months": months}


def _criteria(visit: Visit, known: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The criteria that have a name; one of the draft keeps its best mark and its formula."""
    before = {one["name"]: one for one in known[0]["criteria"]} if known else {}
    found = []
    for turn in _turns(visit, "criterion-"):
        if name := acting.said(visit, f"criterion-{turn}"):
            kind, weight = acting.said(visit, f"kind-{turn}"), acting.said(visit, f"weight-{turn}")
            kept = {each: before.get(name, {}).get(each) for each in ("maximum", "price_formula")}
            found.append(kept | {"name": name, "kind": kind, "weight": weight})
    return found


def _committee(visit: Visit) -> dict[str, Any] | None:
    """Who opens the bids: a line a member, its name and its public key with a semicolon between; none takes no bids."""
    members = [line.rpartition(";") for line in acting.lines(acting.said(visit, "members"))]
    if not members:
        return None
    named = [{"name": name.strip(), "public_key": key.strip()} for name, _, key in members]
    return {"threshold": acting.said(visit, "threshold"), "members": named}


def enquiry(terms: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked about the lawful procedures for terms as far as they are known."""
    lots = [{name: one[name] for name in _PLANNED if one.get(name) is not None} for one in terms["lots"]]
    return {name: terms[name] for name in _ENQUIRED if terms.get(name) is not None} | {"lots": lots}


def of_request(visit: Visit, request: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a call that comes of a sourcing request."""
    most = (request.get("value") or {}).get("maximum")
    fields = {name: request[name] for name in ("title", "buyer", "area", "cpv")}
    return fields | {"direction": request["department"], "estimated_value": visit.language.typed(most)}


def shown(visit: Visit, draft: Mapping[str, Any] | None) -> dict[str, Any]:
    """What stands in the fields: what was sent, else the draft, else nothing."""
    if visit.form:
        return {name: str(value) for name, value in visit.form.multi_items()}
    return _of_draft(visit.language, draft) if draft else {}


def _of_draft(language: Language, draft: Mapping[str, Any]) -> dict[str, Any]:
    committee = draft.get("committee") or {"threshold": "", "members": []}
    first = draft["lots"][0] if draft["lots"] else {"criteria": [], "clauses": {}}
    fields: dict[str, Any] = {name: draft.get(name) for name in _SAID}
    fields |= {"direction": draft["department"], "estimated_value": language.typed(draft["estimated_value"])}
    fields |= {f"place-{nuts}": "1" for nuts in draft["places"]} | {"threshold": committee["threshold"]}
    fields["members"] = "\n".join(f"{one['name']}; {one['public_key']}" for one in committee["members"])
    for turn, lot in enumerate(draft["lots"]):
        value = language.typed(lot.get("value"))
        fields |= {f"lot-{turn}": lot["title"], f"value-{turn}": value, f"months-{turn}": lot.get("months")}
    for turn, one in enumerate(first["criteria"]):
        fields |= {f"criterion-{turn}": one["name"], f"kind-{turn}": one["kind"], f"weight-{turn}": one["weight"]}
    return fields | {name: "1" for name in CLAUSES if first["clauses"].get(name)}
