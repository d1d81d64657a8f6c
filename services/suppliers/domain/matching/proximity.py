"""How close what a supplier does is to the codes of a need, along the tree of the CPV."""

from collections.abc import Iterator

from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.part import FULL, Finding
from services.suppliers.domain.matching.tables import agreeing

UNASKED, FAR = Finding(0, "unasked"), Finding(0, "far")


def code_finding(asked: Asked, candidate: Candidate) -> Finding:
    """The nearest of what the supplier says it does, what its past contracts were, and what its words tell."""
    if not asked.need.codes:
        return UNASKED
    best = max(_levels(asked, candidate), default=None)
    if best is None:
        return Finding(asked.weights.unknown, "unknown")
    level, code, theirs = best
    if level == 0:
        return FAR
    return Finding(level, "near", {"asked": code, "theirs": theirs, "digits": agreeing(code, theirs)})


def _levels(asked: Asked, candidate: Candidate) -> Iterator[tuple[int, str, str]]:
    """Level, code asked and code offered of all that the supplier does or did."""
    nearest = asked.nearest
    for offer in candidate.offers:
        level, code = nearest[offer.code]
        yield level * (asked.weights.inferred if offer.inferred else FULL) // FULL, code, offer.code
    for theirs in set(candidate.awards.codes):
        if theirs:
            yield *nearest[theirs], theirs
