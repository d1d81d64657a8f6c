"""When a price seems abnormally low: rules as data."""

from decimal import Decimal
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from contracts.reference.document import Document, Labelled, read

Factor = Annotated[Decimal, Field(gt=0, le=10)]


class DoubleMean(Labelled):
    """Under a part of the mean of the prices that are left once those far over their own mean are out."""

    rule: Literal["double-mean"]
    bids: Annotated[int, Field(ge=2)]
    outlier: Factor
    under: Factor


class UnderEstimate(Labelled):
    """Under a part of what the buyer estimated."""

    rule: Literal["estimate"]
    under: Factor


AbnormalRule = Annotated[DoubleMean | UnderEstimate, Field(discriminator="rule")]
"""A rule by which a price seems abnormally low."""


class AbnormalDocument(Document):
    """Every rule."""

    rules: tuple[AbnormalRule, ...]


@cache
def abnormal_rules() -> tuple[DoubleMean | UnderEstimate, ...]:
    """The rules, each of which is enough for a bid to be questioned."""
    return read("abnormal.yaml", AbnormalDocument).rules
