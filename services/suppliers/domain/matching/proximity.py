"""How close what a supplier does is to the codes of a need, along the tree of the CPV."""

from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.part import Finding
from services.suppliers.domain.matching.tables import Near

UNASKED, FAR = Finding(0, "unasked"), Finding(0, "far")


def code_finding(asked: Asked, candidate: Candidate) -> Finding:
    """The nearest of what the supplier says it does, what its past contracts were, and what its words tell."""
    if not asked.need.codes:
        return UNASKED
    nearest = asked.nearest
    known = [nearest[theirs] for theirs in candidate.awards.by_code if theirs]
    known += [(asked.inferred if offer.inferred else nearest)[offer.code] for offer in candidate.offers]
    if not known:
        return asked.unknown
    best = max(known)
    if (found := asked.nearby.get(best)) is None:
        found = asked.nearby[best] = _nearby(best)
    return found


def _nearby(best: Near) -> Finding:
    if best.level == 0:
        return FAR
    return Finding(best.level, "near", {"asked": best.asked, "theirs": best.theirs, "digits": best.digits})
