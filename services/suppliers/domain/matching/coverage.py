"""Whether a supplier serves the place of a need: where it is, where it says it goes, where it went."""

from contracts.reference.matching import Matching
from contracts.reference.regions import region_by_department
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import Finding


def place_finding(need: Need, candidate: Candidate, weights: Matching) -> Finding:
    """The highest of the levels that hold."""
    department = need.department
    if department is None:
        return Finding(0, "unasked")
    served = _served(candidate)
    if candidate.place is None and not served:
        return Finding(weights.unknown, "unknown")
    facts = {"department": department, "departments": str(len(served))}
    holding = [name for name, holds in _levels(need, candidate, served, weights).items() if holds]
    saying = max(holding, key=lambda name: weights.places[name])  # type: ignore[index]
    return Finding(weights.places[saying], saying, facts)  # type: ignore[index]


def _served(candidate: Candidate) -> set[str]:
    said = {department for offer in candidate.offers for department in offer.departments}
    return said | {award.department for award in candidate.awards if award.department}


def _levels(need: Need, candidate: Candidate, served: set[str], weights: Matching) -> dict[str, bool]:
    """Which of the sayings about a place are true."""
    place, regions = candidate.place, region_by_department()
    own = place.department if place else None
    region = regions.get(need.department or "")
    return {
        "commune": bool(place and need.place and place.commune and place.commune == need.place.commune),
        "department": own == need.department,
        "worked": need.department in served,
        "region": region is not None and region == regions.get(own or ""),
        "widely": len(served) >= weights.widely,
        "far": True,
    }
