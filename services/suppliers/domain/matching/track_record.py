"""What a supplier has done: with this buyer, and in this field."""

from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.part import FULL, Finding, saturated

HALF_BUYER = 2.0
"""Recent awards in the very field that give half of the points for the relation with a buyer."""
HALF_RECORD = 4.0
"""Recent awards in the very field that give half of the points for a record."""
NEW, NONE = Finding(0, "new"), Finding(0, "none")


def buyer_finding(asked: Asked, candidate: Candidate) -> Finding:
    """Contracts with this buyer, the recent and the near ones above all."""
    buyer, recency = asked.need.buyer, asked.recency
    awards = [award for award in candidate.awards if award.buyer == buyer]
    if not awards:
        return NEW
    told = sum(recency[award.on] * (0.2 + 0.8 * asked.field(award.code)) for award in awards)
    return Finding(saturated(told, HALF_BUYER), "known", {"awards": len(awards)})


def record_finding(asked: Asked, candidate: Candidate) -> Finding:
    """Contracts in this field with whomever, the recent ones above all."""
    recency = asked.recency
    near = [(award.on, level) for award in candidate.awards if (level := asked.field(award.code)) > 0]
    if not near:
        return NONE
    told = sum(recency[day] * level * level for day, level in near)
    return Finding(saturated(told, HALF_RECORD), "proven", {"awards": len(near)})


def freshness_finding(asked: Asked, candidate: Candidate) -> Finding:
    """How long ago the supplier was last seen active or spoke of itself."""
    days = [award.on for award in candidate.awards[-1:]] + ([candidate.seen_on] if candidate.seen_on else [])
    if not days:
        return Finding(asked.weights.unknown, "unseen")
    seen = max(days)
    return Finding(round(FULL * asked.recency[seen]), "seen", {"seen": seen})
