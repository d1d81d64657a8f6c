"""One reason for a position: a part of the score, with the fact that it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from contracts.reference.matching import Matching, PartCode

FULL = 1000
"""The level, in thousandths, that gives all points of a part."""


Fact = str | int | float | Decimal | date
"""What fills a saying; amounts are in euros."""
_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


class Finding(NamedTuple):
    """What was found: a level in thousandths, which saying tells it, and the facts that fill the saying."""

    level: int
    saying: str
    facts: Mapping[str, Fact] = _NO_FACTS


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
        facts = {name: _told(fact) for name, fact in finding.facts.items()}
        points = points_of(weight.points)[finding.level]
        return cls(code, points, weight.points, said.fr.format_map(facts), said.en.format_map(facts))

    def told(self, language: Literal["fr", "en"]) -> str:
        """The reason in one sentence."""
        return self.fr if language == "fr" else self.en


@cache
def points_of(most: int) -> Sequence[int]:
    """The points, of at most so many, by the level in thousandths; whole, so that parts add up exactly."""
    return [(most * level + FULL // 2) // FULL for level in range(FULL + 1)]


def _told(fact: Fact) -> str:
    """A fact as it is read: amounts without cents, days as ISO dates."""
    return f"{fact:.0f}" if isinstance(fact, float | Decimal) else str(fact)


def saturated(amount: float, half: float) -> int:
    """A level that grows with an amount ever more slowly, and is half of all at `half`."""
    return round(FULL * amount / (amount + half))


def near(one: float, other: float) -> float:
    """How close two amounts in euros are, from 1 to 0: half where one is ten times the other."""
    smaller, larger = (max(one, 1.0), max(other, 1.0)) if one < other else (max(other, 1.0), max(one, 1.0))
    decades = 0.0
    while larger > smaller * 10 and decades < 2:  # noqa: PLR2004 - beyond a hundredfold nothing is close
        larger, decades = larger / 10, decades + 1
    return max(0.0, 1 - (decades + (larger / smaller - 1) / 9) / 2)
