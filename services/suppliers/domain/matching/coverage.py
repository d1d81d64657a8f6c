"""Whether a supplier serves the place of a need: where it is, where it says it goes, where it went."""

from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.part import Finding

UNASKED = Finding(0, "unasked")


def place_finding(asked: Asked, candidate: Candidate) -> Finding:
    """The highest of the levels that hold."""
    if asked.department is None:
        return UNASKED
    served = _served(candidate)
    if candidate.place is None and not served:
        return Finding(asked.weights.unknown, "unknown")
    place = candidate.place
    own = place.department if place else None
    holds = {
        "commune": place is not None and place.commune is not None and place.commune == asked.commune,
        "department": own == asked.department,
        "worked": asked.department in served,
        "region": asked.region is not None and asked.region == asked.regions.get(own or ""),
        "widely": len(served) >= asked.weights.widely,
        "far": True,
    }
    level, saying = next(ranked for ranked in asked.places if holds[ranked[1]])
    return Finding(level, saying, {"department": asked.department, "departments": len(served)})


def _served(candidate: Candidate) -> set[str | None]:
    served: set[str | None] = set(candidate.awards.departments)
    served.discard(None)
    return served.union(*(offer.departments for offer in candidate.offers))
