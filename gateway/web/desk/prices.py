"""Prices that seem abnormally low (offres anormalement basses): asking, and deciding once the bidder was heard."""

from typing import Any

from contracts.reference.abnormal import abnormal_rules
from gateway.web import acting
from gateway.web.deeds import Deed, instant
from gateway.web.language import Language
from gateway.web.visit import Visit

ACCEPTED, REJECTED = "accepted", "rejected"
_MARKS, _OPEN = ("evaluations:write",), frozenset({"open"})
_OF_BID = "/bids/{of}/lots/{number}/justification"


def _due(visit: Visit) -> dict[str, Any]:
    return {"due": instant(visit, "due")}


def _decision(visit: Visit) -> dict[str, Any]:
    return {"accepted": acting.said(visit, "decision") == ACCEPTED, "reason": acting.said(visit, "reason")}


DEEDS = (
    Deed("justification-request", _MARKS, _OPEN, f"{_OF_BID}-request", _due),
    Deed("justification-decision", _MARKS, _OPEN, f"{_OF_BID}-decision", _decision),
)


def reasons(language: Language, codes: list[str]) -> list[str]:
    """Why prices seem too low, by the rules that say so."""
    return [language.pick({"fr": one.fr, "en": one.en}) for one in abnormal_rules() if one.code in codes]
