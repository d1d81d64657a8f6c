"""A lot as it is advertised: what is asked, how bids will be judged, and the clauses that bind the holder."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from contracts.procedures.base import LotNumber
from contracts.vocabulary import Clauses, Code, Cpv, Money, Nuts, Share, Text, Word

Weight = Annotated[int, Field(ge=1, le=100)]
"""Weight of an award criterion, in percent."""
Months = Annotated[int, Field(ge=0, le=1200)]
"""A duration in months."""


class CriterionKind(StrEnum):
    """What an award criterion looks at (critère d'attribution): CCP R2152-7."""

    PRICE = "price"
    LIFE_CYCLE_COST = "life-cycle-cost"
    QUALITY = "quality"
    ENVIRONMENT = "environment"
    SOCIAL = "social"
    DELAY = "delay"
    INNOVATION = "innovation"
    OTHER = "other"


class Criterion(Word):
    """A criterion by which bids for a lot are judged, and its weight; the weights of a lot sum to 100: CCP R2152-12.

    `maximum` is the best mark that an evaluator may give, `price_formula` the code of what turns prices into points;
    None means the buyer's custom, as its reference data give it.
    """

    name: Text
    kind: CriterionKind
    weight: Weight
    maximum: Annotated[int, Field(ge=1, le=1000)] | None = None
    price_formula: Code | None = None


class LotNotice(Word):
    """A lot as it is advertised; its number is unique within its tender and starts at 1.

    `advance` is the rate offered (avance), `insertion_hours` the hours of work for people far from employment, both
    None where the notice is silent; no `criteria` means that the dossier gives them.
    """

    number: LotNumber
    title: Text
    cpv: Cpv | None = None
    value: Money | None = None
    months: Months | None = None
    places: Annotated[tuple[Nuts, ...], Field(max_length=100)] = ()
    criteria: Annotated[tuple[Criterion, ...], Field(max_length=20)] = ()
    clauses: Clauses = Clauses()
    advance: Share | None = None
    advance_guarantee: bool = False
    insertion_hours: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    price_revision: bool | None = None
