"""How close what a supplier does is to the codes of a need, along the tree of the CPV."""

from functools import lru_cache
from os.path import commonprefix

from contracts.reference.matching import Matching
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import FULL, Finding


@lru_cache(maxsize=1 << 18)
def agreeing(one: str, other: str) -> int:
    """How many first digits two CPV codes share, 0 to 8."""
    return len(commonprefix((one, other)))


def nearness(need: Need, code: str | None, weights: Matching) -> int:
    """The level, in thousandths, of the code that is asked nearest to this one; 0 for none."""
    return 0 if code is None else max((weights.nearness[agreeing(asked, code)] for asked in need.codes), default=0)


def code_finding(need: Need, candidate: Candidate, weights: Matching) -> Finding:
    """The nearest of what the supplier says it does, what its past contracts were, and what its words tell."""
    if not need.codes:
        return Finding(0, "unasked")
    if not candidate.offers and not any(award.code for award in candidate.awards):
        return Finding(weights.unknown, "unknown")
    level, asked, theirs = max(_pairs(need, candidate, weights))
    if level == 0:
        return Finding(0, "far")
    facts = {"asked": asked, "theirs": theirs, "digits": str(agreeing(asked, theirs))}
    return Finding(level, "near", facts)


def _pairs(need: Need, candidate: Candidate, weights: Matching) -> list[tuple[int, str, str]]:
    """Level, code asked and code offered of every pair."""
    certain = {award.code: FULL for award in candidate.awards if award.code}
    known = {offer.code: weights.inferred if offer.inferred else FULL for offer in candidate.offers} | certain
    return [
        (weights.nearness[agreeing(asked, theirs)] * certainty // FULL, asked, theirs)
        for asked in need.codes
        for theirs, certainty in known.items()
    ]
