"""Whether a supplier can carry a contract of this value, and whether its size suits it."""

from bisect import bisect_left

from contracts.vocabulary import SizeClass
from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.part import FULL, Finding, near

UNASKED = Finding(0, "unasked")


def value_finding(asked: Asked, candidate: Candidate) -> Finding:
    """What it says that it can carry counts first, else the past contract whose amount is the nearest."""
    wanted = asked.value
    if wanted is None:
        return UNASKED
    if (capacity := candidate.capacity) is not None:
        facts = {"capacity": capacity}
        if wanted <= capacity:
            return Finding(FULL, "carries", facts)
        return Finding(round(FULL * near(wanted, float(capacity)) / 2), "exceeds", facts)
    held = candidate.awards.amounts
    if not held:
        return asked.unknown
    above = bisect_left(held, wanted)
    closeness, nearest = max((near(wanted, amount), -amount) for amount in held[max(above - 1, 0) : above + 1])
    return Finding(round(FULL * closeness), "near", {"nearest": -nearest})


def size_finding(asked: Asked, candidate: Candidate) -> Finding:
    """Whether its size class usually holds contracts of this value."""
    wanted, size = asked.value, candidate.size
    if wanted is None or size is None:
        return asked.unknown
    if (found := asked.sizes.get(size)) is None:
        found = asked.sizes[size] = _sized(asked, wanted, size)
    return found


def _sized(asked: Asked, wanted: float, size: SizeClass) -> Finding:
    band = asked.weights.sizes[size]
    if band.from_ <= wanted <= band.to:
        return Finding(FULL, "fits", {"size": size.value})
    edge = band.from_ if wanted < band.from_ else band.to
    return Finding(round(FULL * near(wanted, edge)), "apart", {"size": size.value})
