"""How close what a supplier does is to the codes of a need, along the tree of the CPV."""

from collections.abc import Iterator
from functools import lru_cache

from contracts.reference.matching import Matching
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import FULL, Finding


def agreeing(one: str, other: str) -> int:
    """How many first digits two CPV codes share, 0 to 8."""
    return next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), len(one))


@lru_cache(maxsize=1 << 18)
def nearest(codes: tuple[str, ...], code: str, levels: tuple[int, ...]) -> tuple[int, str]:
    """Of the codes asked, the one nearest to this one, after its level in thousandths."""
    return max((levels[agreeing(asked, code)], asked) for asked in codes)


def code_finding(need: Need, candidate: Candidate, weights: Matching) -> Finding:
    """The nearest of what the supplier says it does, what its past contracts were, and what its words tell."""
    if not need.codes:
        return Finding(0, "unasked")
    if not candidate.offers and not any(award.code for award in candidate.awards):
        return Finding(weights.unknown, "unknown")
    level, asked, theirs = max(_levels(need, candidate, weights))
    if level == 0:
        return Finding(0, "far")
    facts = {"asked": asked, "theirs": theirs, "digits": str(agreeing(asked, theirs))}
    return Finding(level, "near", facts)


def _levels(need: Need, candidate: Candidate, weights: Matching) -> Iterator[tuple[int, str, str]]:
    """Level, code asked and code offered of all that the supplier does or did."""
    for offer in candidate.offers:
        level, asked = nearest(need.codes, offer.code, weights.nearness)
        yield level * (weights.inferred if offer.inferred else FULL) // FULL, asked, offer.code
    for code in {award.code for award in candidate.awards if award.code}:
        yield *nearest(need.codes, code, weights.nearness), code
