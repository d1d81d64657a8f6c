"""Whether a supplier serves the place of a need: where it is, where it says it goes, where it went."""

from collections.abc import Iterator

from contracts.reference.regions import region_by_department
from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.part import Fact, Finding

UNASKED = Finding(0, "unasked")


def place_finding(asked: Asked, candidate: Candidate) -> Finding:
    """The highest of the levels that hold."""
    if asked.department is None:
        return UNASKED
    served = _served(candidate)
    if candidate.place is None and not served:
        return Finding(asked.weights.unknown, "unknown")
    places = asked.weights.places
    saying = max(_holding(asked, candidate, served), key=lambda name: places[name])  # type: ignore[index]
    facts: dict[str, Fact] = {"department": asked.department, "departments": len(served)}
    return Finding(places[saying], saying, facts)  # type: ignore[index]


def _served(candidate: Candidate) -> set[str]:
    served: set[str] = set(filter(None, candidate.awards.departments))
    return served.union(*(offer.departments for offer in candidate.offers))


def _holding(asked: Asked, candidate: Candidate, served: set[str]) -> Iterator[str]:
    """Which of the sayings about a place are true."""
    place = candidate.place
    own = place.department if place else None
    if place and place.commune and place.commune == asked.commune:
        yield "commune"
    if own == asked.department:
        yield "department"
    if asked.department in served:
        yield "worked"
    if asked.region is not None and asked.region == region_by_department().get(own or ""):
        yield "region"
    if len(served) >= asked.weights.widely:
        yield "widely"
    yield "far"
