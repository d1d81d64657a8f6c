"""The indicator catalogue: what each published figure means, counts and is compared with."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Siret, Text


class Measure(StrEnum):
    """What is counted or summed over the contracts of a scope; values are trusted ones, in EUR excluding VAT."""

    CONTRACTS = "contracts"
    CONTRACTS_WITH_VALUE = "contracts_with_value"
    VALUE = "value"
    HOLDERS = "holders"
    FIRST_TIME = "first_time"
    KNOWN_FIRST_TIME = "known_first_time"
    FIRST_TIME_VALUE = "first_time_value"
    KNOWN_FIRST_TIME_VALUE = "known_first_time_value"
    REGIONAL = "regional"
    KNOWN_PLACE = "known_place"
    REGIONAL_VALUE = "regional_value"
    KNOWN_PLACE_VALUE = "known_place_value"
    SME = "sme"
    TPE = "tpe"
    KNOWN_SIZE = "known_size"
    SME_VALUE = "sme_value"
    KNOWN_SIZE_VALUE = "known_size_value"
    SINGLE_BID = "single_bid"
    COMPETED = "competed"
    COMPETED_WITH_KNOWN_BIDS = "competed_with_known_bids"


Dimension = Literal[
    "period", "department", "area", "cpv", "nature", "technique", "procedure", "buyer", "place", "size", "territory"
]


class Words(Record):
    """The same sentence in French and in English."""

    fr: Text
    en: Text


class Coverage(Record):
    """How much of what should be counted is known: `known` over `total`."""

    known: Measure
    total: Measure


class Target(Record):
    """A value to reach from `year` on (from the start where None), set by `plan`, for `buyer` or for all."""

    plan: Text
    value: Decimal
    year: int | None = None
    buyer: Siret | None = None


class Indicator(Record):
    """One figure. `percent` is 100 times numerator over denominator; without a denominator it is the numerator."""

    id: Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]
    name: Words
    definition: Words
    numerator: Measure
    denominator: Measure | None = None
    coverage: Coverage
    unit: Literal["percent", "contracts", "EUR", "holders"]
    direction: Literal["higher", "lower", "neutral"]
    """Which way is better."""
    inputs: tuple[Text, ...]
    """Fields of a contract that the figure reads; where they are missing, the figure says so."""
    dimensions: tuple[Dimension, ...]
    source: Text
    version: Annotated[int, Field(ge=1)]
    """Version of the definition: a figure is compared only with figures of the same one."""
    reference: Text | None = None
    targets: tuple[Target, ...] = ()

    def target(self, year: int | None, buyer: str | None = None) -> Target | None:
        """The target in force in a year (the last one where None): the buyer's own before that of all."""
        held = [target for target in self.targets if year is None or (target.year or 0) <= year]
        own = [target for target in held if target.buyer == buyer and buyer is not None]
        shared = [target for target in held if target.buyer is None]
        return max(own or shared, key=lambda target: target.year or 0, default=None)


class Catalogue(Document):
    """Every indicator of the observatory."""

    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]


@cache
def indicators() -> Mapping[str, Indicator]:
    """The indicators by id, in the order of the catalogue."""
    return {each.id: each for each in read("indicators.yaml", Catalogue, package="contracts").indicators}
