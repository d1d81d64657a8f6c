"""How well a supplier fits a need: named parts whose points add up to the score."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from contracts.reference.matching import Matching, PartCode
from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.capacity import size_finding, value_finding
from services.suppliers.domain.matching.coverage import place_finding
from services.suppliers.domain.matching.part import Finding, Part
from services.suppliers.domain.matching.proximity import code_finding
from services.suppliers.domain.matching.track_record import buyer_finding, freshness_finding, record_finding


class Scored(NamedTuple):
    """A candidate with what was found of it, by part, and its points.

    `order` is what it is sorted by: points, then the identity, so that equal ones always come in the same order.
    """

    candidate: Candidate
    findings: Mapping[PartCode, Finding]
    points: int
    order: tuple[int, str]

    def parts(self, weights: Matching) -> tuple[Part, ...]:
        """The reasons in words; their points add up to `points`."""
        return tuple(Part.of(part.code, self.findings[part.code], weights) for part in weights.parts)


def scored(asked: Asked, candidate: Candidate, similarity: int) -> Scored:
    """The score of one candidate, whose words are alike to this level in thousandths."""
    findings: dict[PartCode, Finding] = {
        "text": _alike(similarity),
        "codes": code_finding(asked, candidate),
        "place": place_finding(asked, candidate),
        "buyer": buyer_finding(asked, candidate),
        "record": record_finding(asked, candidate),
        "value": value_finding(asked, candidate),
        "size": size_finding(asked, candidate),
        "freshness": freshness_finding(asked, candidate),
    }
    points = sum([by_level[findings[code].level] for code, by_level in asked.points])
    return Scored(candidate, findings, points, (-points, candidate.id))


@cache
def _alike(similarity: int) -> Finding:
    return Finding(similarity, "alike" if similarity else "unlike", {"level": similarity})
