"""How close what a supplier does is to the codes of a need, along the tree of the CPV."""

from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate, Offer
from services.suppliers.domain.matching.part import FULL, Finding
from services.suppliers.domain.matching.tables import Near

UNASKED, FAR = Finding(0, "unasked"), Finding(0, "far")


def code_finding(asked: Asked, candidate: Candidate) -> Finding:
    """The nearest of what the supplier says it does, what its past contracts were, and what its words tell."""
    if not asked.need.codes:
        return UNASKED
    nearest = asked.nearest
    known = [nearest[theirs] for theirs in candidate.awards.by_code if theirs]
    known += [_offered(asked, offer) for offer in candidate.offers]
    if not known:
        return Finding(asked.weights.unknown, "unknown")
    best = max(known)
    if best.level == 0:
        return FAR
    return Finding(best.level, "near", {"asked": best.asked, "theirs": best.theirs, "digits": best.digits})


def _offered(asked: Asked, offer: Offer) -> Near:
    """What the supplier says that it does, or, less certain, what its words tell."""
    near = asked.nearest[offer.code]
    return near._replace(level=near.level * asked.weights.inferred // FULL) if offer.inferred else near
