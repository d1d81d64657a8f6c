"""One reason for a position: a part of the score, with the fact that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from contracts.reference.matching import Matching, PartCode

FULL = 1000
"""The level, in thousandths, that gives all points of a part."""


@dataclass(frozen=True)
class Finding:
    """What was found: a level in thousandths, which saying tells it, and the facts that fill the saying."""

    level: int
    saying: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A named part of a score, in whole points, with its reason; complete, so that it can be shown years later."""

    code: PartCode
    points: int
    most: int
    fr: str
    en: str

    @classmethod
    def of(cls, code: PartCode, finding: Finding, weights: Matching) -> "Part":
        """A finding, weighed and put in words."""
        weight = weights.by_code[code]
        said = weight.sayings[finding.saying]
        points = (weight.points * finding.level + FULL // 2) // FULL
        words = {language: getattr(said, language).format_map(finding.facts) for language in ("fr", "en")}
        return cls(code, points, weight.points, **words)

    def told(self, language: Literal["fr", "en"]) -> str:
        """The reason in one sentence."""
        return self.fr if language == "fr" else self.en


def saturated(amount: float, half: float) -> int:
    """A level that grows with an amount ever more slowly, and is half of all at `half`."""
    return round(FULL * amount / (amount + half))


def near(one: float, other: float) -> float:
    """How close two amounts in euros are, from 1 to 0: half where one is ten times the other."""
    smaller, larger = sorted((max(one, 1.0), max(other, 1.0)))
    decades = 0.0
    while larger > smaller * 10 and decades < 2:  # noqa: PLR2004 - beyond a hundredfold nothing is close
        larger, decades = larger / 10, decades + 1
    return max(0.0, 1 - (decades + (larger / smaller - 1) / 9) / 2)
