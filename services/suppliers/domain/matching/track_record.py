"""What a supplier has done: with this buyer, and in this field."""

from datetime import date

from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.part import FULL, Finding, saturated

HALF_BUYER = 1.0
"""Recent awards in the very field that give half of the points for the relation with a buyer: whoever won once may
well win again."""
HALF_RECORD = 4.0
"""Recent awards in the very field that give half of the points for a record."""
NEW, NONE = Finding(0, "new"), Finding(0, "none")


def buyer_finding(asked: Asked, candidate: Candidate) -> Finding:
    """Contracts with this buyer, the recent and the near ones above all."""
    held = candidate.awards.rows.of(asked.need.buyer)
    if not held:
        return NEW
    recency, fields = asked.recency, asked.fields
    told = sum(recency[one.on.toordinal()] * (0.2 + 0.8 * fields[one.code or ""]) for one in held)
    return Finding(saturated(told, HALF_BUYER), "known", {"awards": len(held)})


def record_finding(asked: Asked, candidate: Candidate) -> Finding:
    """Contracts in this field with whomever, the recent ones above all; who never won has the benefit of the doubt."""
    if not candidate.awards.last:
        return Finding(asked.weights.newcomer, "newcomer")
    told, weight, recency, squares = 0, 0.0, asked.recency, asked.squares
    for code, days in candidate.awards.by_code.items():
        if square := squares[code]:
            told += len(days)
            weight += square * sum(map(recency.__getitem__, days))
    if not told:
        return NONE
    return Finding(saturated(weight, HALF_RECORD), "proven", {"awards": told})


def freshness_finding(asked: Asked, candidate: Candidate) -> Finding:
    """How long ago the supplier was last seen active or spoke of itself."""
    said = candidate.seen_on.toordinal() if candidate.seen_on else 0
    seen = max(said, candidate.awards.last)
    if not seen:
        return Finding(asked.unknown.level, "unseen")
    return Finding(round(FULL * asked.recency[seen]), "seen", {"seen": date.fromordinal(seen)})
