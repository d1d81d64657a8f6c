"""Whether a supplier can carry a contract of this value, and whether its size suits it."""

from contracts.reference.matching import Matching
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import FULL, Finding, near


def value_finding(need: Need, candidate: Candidate, weights: Matching) -> Finding:
    """What it says that it can carry counts first, else the past contract whose amount is the nearest."""
    if need.value is None:
        return Finding(0, "unasked")
    wanted = need.value.middle
    if candidate.capacity is not None:
        facts = {"capacity": f"{candidate.capacity:.0f}"}
        if wanted <= candidate.capacity:
            return Finding(FULL, "carries", facts)
        return Finding(round(FULL * near(wanted, float(candidate.capacity)) / 2), "exceeds", facts)
    held = [float(award.amount) for award in candidate.awards if award.amount]
    if not held:
        return Finding(weights.unknown, "unknown")
    nearest = max(held, key=lambda amount: near(wanted, amount))
    return Finding(round(FULL * near(wanted, nearest)), "near", {"nearest": f"{nearest:.0f}"})


def size_finding(need: Need, candidate: Candidate, weights: Matching) -> Finding:
    """Whether its size class usually holds contracts of this value."""
    if need.value is None or candidate.size is None:
        return Finding(weights.unknown, "unknown")
    band, wanted = weights.sizes[candidate.size], need.value.middle
    facts = {"size": candidate.size.value}
    if band.from_ <= wanted <= band.to:
        return Finding(FULL, "fits", facts)
    edge = band.from_ if wanted < band.from_ else band.to
    return Finding(round(FULL * near(wanted, edge)), "apart", facts)
