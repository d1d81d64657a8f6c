"""How suppliers are matched to a need: points, levels, quota and words, as versioned data."""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from contracts.reference.document import Document, Labelled, Record, read
from contracts.vocabulary import SizeClass, Text

PerMille = Annotated[int, Field(ge=0, le=1000)]
"""Thousandths of the points that a part can give."""
PartCode = Literal["text", "codes", "place", "buyer", "record", "value", "size", "freshness"]
"""What a match is judged by."""


class Saying(Record):
    """What a part found, in French and English; names in braces stand for facts."""

    fr: Text
    en: Text


class PartWeight(Labelled):
    """A part of the score: the most points that it gives, and how it says what it found."""

    code: PartCode
    points: Annotated[int, Field(ge=0, le=1000)]
    sayings: Mapping[str, Saying]


class Quota(Record):
    """Room for newcomers and for the proven.

    Of every `of` positions at least `new` are new to the buyer, `first` of them never awarded yet, and `proven` known.
    """

    of: Annotated[int, Field(ge=1, le=100)] = 10
    new: Annotated[int, Field(ge=0, le=100)] = 4
    first: Annotated[int, Field(ge=0, le=100)] = 2
    proven: Annotated[int, Field(ge=0, le=100)] = 4

    @model_validator(mode="after")
    def _fits(self) -> "Quota":
        if not self.first <= self.new <= self.of - self.proven:
            msg = "the quota must hold: first <= new, new + proven <= of"
            raise ValueError(msg)
        return self


class Band(Record):
    """Euros from and to which a size class usually holds a contract."""

    from_: Annotated[int, Field(ge=0, alias="from")]
    to: Annotated[int, Field(gt=0)]


class Matching(Document):
    """Everything that a match depends on beside the need and the supplier; `version` is stored with each shortlist."""

    version: Text
    quota: Quota
    half_life_days: Annotated[int, Field(gt=0)]
    parts: tuple[PartWeight, ...]
    proximity: Mapping[int, PerMille]
    places: Mapping[Literal["commune", "department", "worked", "region", "widely", "far"], PerMille]
    widely: Annotated[int, Field(ge=2)]
    unknown: PerMille
    newcomer: PerMille
    inferred: PerMille
    sizes: Mapping[SizeClass, Band]

    @cached_property
    def nearness(self) -> tuple[int, ...]:
        """Thousandths by the number of first digits that agree, 0 to 8."""
        return tuple(
            max((level for digits, level in self.proximity.items() if digits <= agreed), default=0)
            for agreed in range(9)
        )

    @cached_property
    def by_code(self) -> Mapping[str, PartWeight]:
        """The parts by their codes."""
        return {part.code: part for part in self.parts}


@cache
def matching() -> Matching:
    """The weights in force."""
    return read("matching.yaml", Matching)
