"""How well a supplier fits a need: named parts whose points add up to the score."""

from dataclasses import dataclass

from contracts.reference.matching import Matching, PartCode
from services.suppliers.domain.matching.candidate import Candidate
from services.suppliers.domain.matching.capacity import size_finding, value_finding
from services.suppliers.domain.matching.coverage import place_finding
from services.suppliers.domain.matching.need import Need
from services.suppliers.domain.matching.part import FULL, Finding, Part
from services.suppliers.domain.matching.proximity import code_finding
from services.suppliers.domain.matching.track_record import buyer_finding, freshness_finding, record_finding

_JUDGED = {
    "codes": code_finding,
    "place": place_finding,
    "buyer": buyer_finding,
    "record": record_finding,
    "value": value_finding,
    "size": size_finding,
    "freshness": freshness_finding,
}


@dataclass(frozen=True)
class Scored:
    """A candidate with what was found of it and the points of each part, in the order of the weights."""

    candidate: Candidate
    findings: tuple[tuple[PartCode, Finding], ...]
    points: int

    def parts(self, weights: Matching) -> tuple[Part, ...]:
        """The reasons in words; their points add up to `points`."""
        return tuple(Part.of(code, finding, weights) for code, finding in self.findings)

    @property
    def order(self) -> tuple[int, str]:
        """What it is sorted by: points, then the identity, so that equal ones always come in the same order."""
        return -self.points, self.candidate.id


def scored(need: Need, candidate: Candidate, similarity: int, weights: Matching) -> Scored:
    """The score of one candidate, whose words are alike to this level in thousandths."""
    findings = tuple((part.code, _found(part.code, need, candidate, similarity, weights)) for part in weights.parts)
    points = sum(
        (part.points * finding.level + FULL // 2) // FULL
        for part, (_, finding) in zip(weights.parts, findings, strict=True)
    )
    return Scored(candidate, findings, points)


def _found(code: PartCode, need: Need, candidate: Candidate, similarity: int, weights: Matching) -> Finding:
    if code == "text":
        return Finding(similarity, "alike" if similarity else "unlike", {"level": str(similarity)})
    return _JUDGED[code](need, candidate, weights)
