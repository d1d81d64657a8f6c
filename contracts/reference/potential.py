"""What supply potential looks at and what it advises, as data."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from contracts.reference.document import Document, Labelled, Record, read
from contracts.vocabulary import Text

Percent = Annotated[int, Field(ge=0, le=100)]
Figure = Literal[
    "suppliers",
    "local",
    "experienced",
    "never_awarded",
    "never_awarded_share",
    "able",
    "able_share",
    "smes",
    "able_smes",
    "able_sme_share",
    "dependent",
    "dependent_share",
    "inclusive",
    "labelled",
]
"""A count of suppliers, or a percentage of them."""


class Condition(Record):
    """A figure lies between two bounds, both included; None bounds nothing."""

    figure: Figure
    least: int | None = None
    most: int | None = None

    def holds(self, figures: Mapping[str, int]) -> bool:
        """Whether it holds; never where the figure is not known."""
        value = figures.get(self.figure)
        if value is None:
            return False
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Because(Record):
    """Why something is advised, in French and English; names in braces stand for figures."""

    fr: Text
    en: Text


class AdviceRule(Labelled):
    """What is advised where all conditions hold."""

    when: Annotated[tuple[Condition, ...], Field(min_length=1)]
    because: Because


class Potential(Document):
    """The thresholds and all advice; `version` goes with every answer."""

    version: Text
    digits: Annotated[int, Field(ge=2, le=8)]
    looked_at: Annotated[int, Field(ge=1, le=2000)]
    looked_at_in_plan: Annotated[int, Field(ge=1, le=2000)]
    proven_share: Percent
    dependent_share: Percent
    dependent_contracts: Annotated[int, Field(ge=1)]
    advice: tuple[AdviceRule, ...]


@cache
def potential() -> Potential:
    """The thresholds in force."""
    return read("potential.yaml", Potential)
