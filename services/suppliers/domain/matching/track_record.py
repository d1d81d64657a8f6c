"""What a supplier has done: with this buyer, and in this field."""

from math import exp2

from contracts.reference.matching import Matching
from services.suppliers.domain.matching.candidate import Award, Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import FULL, Finding, saturated
from services.suppliers.domain.matching.proximity import nearest

HALF_BUYER = 2.0
"""Recent awards in the very field that give half of the points for the relation with a buyer."""
HALF_RECORD = 4.0
"""Recent awards in the very field that give half of the points for a record."""


def buyer_finding(need: Need, candidate: Candidate, weights: Matching) -> Finding:
    """Contracts with this buyer, the recent and the near ones above all."""
    awards = [award for award in candidate.awards if award.buyer == need.buyer]
    if not awards:
        return Finding(0, "new")
    told = sum(_recency(award, need, weights) * (0.2 + 0.8 * _field(award, need, weights)) for award in awards)
    return Finding(saturated(told, HALF_BUYER), "known", {"awards": str(len(awards))})


def record_finding(need: Need, candidate: Candidate, weights: Matching) -> Finding:
    """Contracts in this field with whomever, the recent ones above all."""
    near = [(award, level) for award in candidate.awards if (level := _field(award, need, weights)) > 0]
    if not near:
        return Finding(0, "none")
    told = sum(_recency(award, need, weights) * level * level for award, level in near)
    return Finding(saturated(told, HALF_RECORD), "proven", {"awards": str(len(near))})


def freshness_finding(need: Need, candidate: Candidate, weights: Matching) -> Finding:
    """How long ago the supplier was last seen active or spoke of itself."""
    days = [award.on for award in candidate.awards[-1:]] + ([candidate.seen_on] if candidate.seen_on else [])
    if not days:
        return Finding(weights.unknown, "unseen")
    seen = max(days)
    level = round(FULL * exp2(-max(0, (need.on - seen).days) / weights.half_life_days))
    return Finding(level, "seen", {"seen": seen.isoformat()})


def _recency(award: Award, need: Need, weights: Matching) -> float:
    return exp2(-max(0, (need.on - award.on).days) / weights.half_life_days)


def _field(award: Award, need: Need, weights: Matching) -> float:
    """How near its code is, from 0 to 1; the code of a division's width where one of the two has none."""
    if award.code is None or not need.codes:
        return weights.nearness[2] / FULL
    return nearest(need.codes, award.code, weights.nearness)[0] / FULL
