"""What a supplier has done: with this buyer, and in this field."""

from datetime import date
from operator import mul

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
    buyer, awards = asked.need.buyer, candidate.awards
    if buyer not in awards.buyers:
        return NEW
    recency, fields = asked.recency, asked.fields
    told = [
        recency[day] * (0.2 + 0.8 * fields[code])
        for whose, day, code in zip(awards.buyers, awards.days, awards.codes, strict=True)
        if whose == buyer
    ]
    return Finding(saturated(sum(told), HALF_BUYER), "known", {"awards": len(told)})


def record_finding(asked: Asked, candidate: Candidate) -> Finding:
    """Contracts in this field with whomever, the recent ones above all."""
    awards = candidate.awards
    levels = list(map(asked.squares.__getitem__, awards.codes))
    told = len(levels) - levels.count(0.0)
    if not told:
        return NONE
    recent = map(asked.recency.__getitem__, awards.days)
    return Finding(saturated(sum(map(mul, recent, levels)), HALF_RECORD), "proven", {"awards": told})


def freshness_finding(asked: Asked, candidate: Candidate) -> Finding:
    """How long ago the supplier was last seen active or spoke of itself."""
    said = candidate.seen_on.toordinal() if candidate.seen_on else 0
    seen = max(said, candidate.awards.days[-1]) if candidate.awards.days else said
    if not seen:
        return Finding(asked.weights.unknown, "unseen")
    return Finding(round(FULL * asked.recency[seen]), "seen", {"seen": date.fromordinal(seen)})
