"""What a firm has to prepare for a call, derived from what the call says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from gateway.web.visit import Visit

CANDIDATURES = "requests"


@dataclass(frozen=True)
class Step:
    """A thing to prepare, or a rule to keep; `note` says more."""

    title: str | Markup
    note: str | Markup = ""


def pieces(visit: Visit, tender: dict[str, Any]) -> list[Step]:
    """The pieces that a bid holds: the offer itself, then those that the call names."""
    t = visit.language.t
    offer = Step(t("prepare.offer"), t("prepare.offer_note"))
    if tender["phase"] == CANDIDATURES:
        offer = Step(t("prepare.request"), t("prepare.request_note"))
    return [offer, *(_piece(visit, one) for one in tender["pieces"])]


def _piece(visit: Visit, piece: dict[str, Any]) -> Step:
    t = visit.language.t
    notes = [t("prepare.per_lot")] if piece["per_lot"] else []
    notes += [t("prepare.certificate")] if piece["certificate"] else []
    return Step(piece["title"], Markup(" ").join(notes))


def rules(visit: Visit, tender: dict[str, Any]) -> list[Step]:
    """The rules of this call that a first-time bidder would not guess."""
    return [*_rules(visit, tender), Step(visit.language.t("prepare.early"), visit.language.t("prepare.early_note"))]


def _rules(visit: Visit, tender: dict[str, Any]) -> Iterator[Step]:
    t, lots = visit.language.t, tender["lots"]
    if len(lots) > 1:
        most = tender["lots_per_bidder"]
        note = t("prepare.most_lots", count=most) if most else t("prepare.any_lots")
        yield Step(t("prepare.lots"), note)
    yield Step(t("prepare.group"), t("prepare.group_note"))
    if reserved := [lot["number"] for lot in lots if lot["clauses"]["reserved"]]:
        yield Step(
            t("prepare.reserved", count=len(reserved), lots=visit.language.listed(reserved)), t("prepare.reserved_note")
        )
    if any(lot["clauses"]["social"] or lot["insertion_hours"] for lot in lots):
        yield Step(t("prepare.social"), t("prepare.social_note"))
    if any(lot["clauses"]["environmental"] for lot in lots):
        yield Step(t("prepare.environmental"), t("prepare.environmental_note"))
    if framework := tender["framework"]:
        sums = {"most": visit.language.money(framework["maximum"]), "count": framework["months"]}
        yield Step(t("prepare.framework"), t("prepare.framework_note", **sums))
    if any(lot["advance"] for lot in lots):
        yield Step(t("prepare.advance"), t("prepare.advance_note"))
    if tender["languages"] != ["fr"]:
        yield Step(t("prepare.languages"), visit.language.listed(_tongue(visit, one) for one in tender["languages"]))


def _tongue(visit: Visit, code: str) -> str | Markup:
    return visit.language.t(f"tongue.{code}") if visit.language.has(f"tongue.{code}") else code
