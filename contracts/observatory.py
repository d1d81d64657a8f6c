"""Facts of the topic `procurement.observatory.v1`: what the observatory published, keyed by what it is about."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from contracts.fact import Fact
from contracts.vocabulary import Code, Day, Instant, Siret, Text, Word
from contracts.vocabulary.money import exact

TOPIC = "procurement.observatory.v1"

IndicatorId = Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]
"""An indicator of the catalogue: `A1`."""
Number = Annotated[
    Decimal,
    BeforeValidator(exact),
    Field(max_digits=30, decimal_places=10),
    PlainSerializer(lambda number: f"{number:f}", return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal", "pattern": r"^-?[0-9]{1,20}(\.[0-9]{1,10})?$"}),
]
"""A number in the unit of its indicator, as a decimal string."""
Year = Annotated[int, Field(ge=1950, le=2149)]
Grade = Literal["A", "B", "C", "D", "E"]
"""How complete records are, from A (all ten fields) to E."""


class FigureStatus(StrEnum):
    """Whether a figure can be relied on, and why not."""

    OK = "ok"
    INSUFFICIENT_DATA = "insufficient_data"
    SMALL_N = "small_n"
    NO_DATA = "no_data"
    NOT_MEASURABLE = "not_measurable"


class FigureSlice(Word):
    """What a published figure covers: the contracts of a period, of all buyers or of one.

    `period` is a year (2026) or rolling-12; the days are the first and the last that count.
    """

    period: Text
    first_day: Day | None = None
    last_day: Day | None = None
    buyer: Siret | None = None


class ObservatoryFact(Fact):
    """A fact about what the observatory publishes."""

    topic: ClassVar[str] = TOPIC


class IndicatorComputed(ObservatoryFact):
    """A published figure changed, or was published for the first time.

    `positions` says how many facts of each feed it was made from.
    """

    indicator: IndicatorId
    definition_version: Annotated[int, Field(ge=1)]
    slice: FigureSlice
    value: Number | None
    numerator: Number | None
    denominator: Number | None
    status: FigureStatus
    positions: Mapping[str, int]


class Direction(StrEnum):
    """Which way a figure crossed its target, whichever way is better for it."""

    REACHED = "reached"
    LOST = "lost"


class TargetCrossed(ObservatoryFact):
    """A published figure reached its target, or lost it; told once for each crossing."""

    indicator: IndicatorId
    definition_version: Annotated[int, Field(ge=1)]
    slice: FigureSlice
    plan: Text
    target: Number
    direction: Direction
    value: Number
    at: Instant


class Goal(Word):
    """The value to reach from a year on, in the unit of the indicator."""

    year: Year
    value: Number


class TargetSet(ObservatoryFact):
    """A buyer set its own targets for an indicator, or withdrew them: `goals` is the whole series from now on."""

    indicator: IndicatorId
    buyer: Siret
    plan: Text
    goals: Annotated[tuple[Goal, ...], Field(max_length=50)]
    reason: Text
    at: Instant


class DataQualityGraded(ObservatoryFact):
    """The grade of a department's contracts of a year changed (complétude); `missing` are the fields that it owes.

    `before` is the grade that it had, None where it had none yet.
    """

    department: Code
    year: Year
    grade: Grade
    before: Grade | None = None
    contracts: Annotated[int, Field(ge=1)]
    missing: tuple[Text, ...] = ()


FACTS = (IndicatorComputed, TargetCrossed, TargetSet, DataQualityGraded)
"""Every fact of the topic."""
