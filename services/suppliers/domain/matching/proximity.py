"""How close what a supplier does is to the codes of a need, along the tree of the CPV."""

from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate, Offer
from services.suppliers.domain.matching.part import FULL, Finding
from services.suppliers.domain.matching.tables import agreeing

UNASKED, FAR = Finding(0, "unasked"), Finding(0, "far")


def code_finding(asked: Asked, candidate: Candidate) -> Finding:
    """The nearest of what the supplier says it does, what its past contracts were, and what its words tell."""
    if not asked.need.codes:
        return UNASKED
    nearest = asked.nearest
    levels = [(*nearest[theirs], theirs) for theirs in set(candidate.awards.codes) if theirs]
    levels += [_offered(asked, offer) for offer in candidate.offers]
    if not levels:
        return Finding(asked.weights.unknown, "unknown")
    level, code, theirs = max(levels)
    if level == 0:
        return FAR
    return Finding(level, "near", {"asked": code, "theirs": theirs, "digits": agreeing(code, theirs)})


def _offered(asked: Asked, offer: Offer) -> tuple[int, str, str]:
    """Level, code asked and code offered of what the supplier says that it does, or what its words tell."""
    level, code = asked.nearest[offer.code]
    return (level * asked.weights.inferred // FULL if offer.inferred else level), code, offer.code
