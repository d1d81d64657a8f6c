"""Whether a supplier serves the place of a need: where it is, where it says it goes, where it went."""

from collections.abc import Collection

from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.part import Finding

UNASKED = Finding(0, "unasked")


def place_finding(asked: Asked, candidate: Candidate) -> Finding:
    """The highest of the levels that hold."""
    if asked.department is None:
        return UNASKED
    place, served = candidate.place, _served(candidate)
    if place is None and not served:
        return asked.unknown
    holds = [asked.homes[place.department if place else None]]
    if place and place.commune and place.commune == asked.commune:
        holds.append(asked.places["commune"])
    if asked.department in served:
        holds.append(asked.places["worked"])
    if len(served) >= asked.weights.widely:
        holds.append(asked.places["widely"])
    level, saying = max(holds)
    return Finding(level, saying, {"department": asked.department, "departments": len(served)})


def _served(candidate: Candidate) -> Collection[str]:
    told = [offer.departments for offer in candidate.offers if offer.departments]
    return frozenset(candidate.awards.departments).union(*told) if told else candidate.awards.departments
