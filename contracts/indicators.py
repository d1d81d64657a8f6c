"""The indicator catalogue: what each published figure means, counts and is compared with."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Code, Siret, Text

GrainName = Literal[
    "contract",
    "holding",
    "tender",
    "lot",
    "bid",
    "bidder",
    "plan",
    "question",
    "payment",
    "invoice",
    "report",
    "food",
    "fact",
    "flag",
    "indicator",
]
"""What a figure counts: one kind of row."""
MeasureName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""The name of what is counted or summed over the rows of a grain."""
Dimension = Literal[
    "period",
    "department",
    "area",
    "cpv",
    "nature",
    "technique",
    "procedure",
    "buyer",
    "place",
    "commune",
    "size",
    "territory",
]
Form = Literal["share", "ratio", "direct"]
"""How a figure is made: 100 times numerator over denominator, numerator over denominator, the numerator itself."""
Unit = Literal[
    "percent",
    "EUR",
    "contracts",
    "companies",
    "departments",
    "lots",
    "bids",
    "flags",
    "procedures",
    "hours",
    "days",
    "seconds",
    "km",
    "points",
    "times",
]


class Words(Record):
    """The same sentence in French and in English."""

    fr: Text
    en: Text


class Coverage(Record):
    """How much of what should be counted is known: `known` over `total`."""

    known: MeasureName
    total: MeasureName


class Target(Record):
    """A value to reach from `year` on (from the start where None), set by `plan`, for `buyer` or for all."""

    plan: Text
    value: Decimal
    year: int | None = None
    buyer: Siret | None = None


class Computation(Record):
    """What is computed: measures of a grain, how they make a figure in `unit`, and how much of it is known."""

    grain: GrainName
    numerator: MeasureName
    denominator: MeasureName | None = None
    coverage: Coverage
    form: Form
    unit: Unit


class Part(Computation):
    """A further figure under the id of an indicator, beside its main one."""

    name: Code
    label: Words


class Definition(Computation):
    """What an indicator means, in words that suffice to compute it by hand; `method` settles what they leave open.

    A change of meaning is a new `version`: a figure is compared only with figures of the same one.
    """

    version: Annotated[int, Field(ge=1)]
    definition: Words
    method: Words | None = None
    parts: tuple[Part, ...] = ()
    inputs: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Fields that the figure reads: paths in a contract, or a fact and a path in it; what is missing, it says so."""

    def part(self, name: str) -> Part | None:
        """The part of a name."""
        return next((part for part in self.parts if part.name == name), None)


class Indicator(Definition):
    """One figure, as it is defined now, with its `earlier` definitions.

    `lacks` says which inputs nobody tells: as long as it says something, the figure is not measurable.
    """

    id: Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]
    name: Words
    direction: Literal["higher", "lower", "neutral"]
    """Which way is better."""
    dimensions: tuple[Dimension, ...]
    source: Words
    reference: Words | None = None
    targets: tuple[Target, ...] = ()
    lacks: tuple[Words, ...] = ()
    earlier: tuple[Definition, ...] = ()

    def defined(self, version: int | None = None) -> Definition | None:
        """The definition of a version, the present one where None."""
        every: tuple[Definition, ...] = (self, *self.earlier)
        return next((one for one in every if version in (None, one.version)), None)

    def target(self, year: int | None, buyer: str | None = None) -> Target | None:
        """The target in force in a year (the last one where None): the buyer's own before that of all."""
        held = [target for target in self.targets if year is None or (target.year or 0) <= year]
        own = [target for target in held if target.buyer == buyer and buyer is not None]
        shared = [target for target in held if target.buyer is None]
        return max(own or shared, key=lambda target: target.year or 0, default=None)


class Catalogue(Document):
    """Every indicator of the observatory; `conventions` hold for all of them, `dimensions` are those of each grain."""

    conventions: tuple[Words, ...]
    dimensions: Mapping[GrainName, tuple[Dimension, ...]]
    indicators: tuple[Indicator, ...]


@cache
def catalogue() -> Catalogue:
    """The catalogue as it is written."""
    return read("indicators.yaml", Catalogue, package="contracts")


@cache
def indicators() -> Mapping[str, Indicator]:
    """The indicators by id, in the order of the catalogue."""
    return {each.id: each for each in catalogue().indicators}
