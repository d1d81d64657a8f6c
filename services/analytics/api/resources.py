"""The documents that the observatory answers with."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from chassis.persistence import TIMEZONE
from contracts.indicators import Indicator, Target, Words
from services.analytics.application.answering import Answer
from services.analytics.domain.figure import Figure, Status
from services.analytics.domain.slice import Basis
from services.analytics.persistence.measures.postgresql import MONETARY, TRUST


class CatalogueResource(BaseModel):
    """Every indicator with its definition."""

    items: list[Indicator]


PARIS = ZoneInfo(TIMEZONE)
Quantity = int | str
"""A count, or EUR excluding VAT as a decimal string."""


class CoverageResource(BaseModel):
    """How much of what should be counted is known; `rate` from 0 to 1."""

    known: Quantity
    total: Quantity
    rate: str | None


class FigureResource(BaseModel):
    """What was counted and what it comes to; `value` is null where nothing is known."""

    value: str | None
    numerator: Quantity
    denominator: Quantity | None
    coverage: CoverageResource
    status: Status

    @classmethod
    def of(cls, figure: Figure, *, monetary: bool) -> "FigureResource":
        """The document of a figure."""
        tally, covered = figure.tally, figure.indicator.coverage.known in MONETARY
        return cls(
            value=None if figure.value is None else f"{figure.value:f}",
            numerator=_quantity(tally.numerator, monetary=monetary),
            denominator=None if tally.denominator is None else _quantity(tally.denominator, monetary=monetary),
            coverage=CoverageResource(
                known=_quantity(tally.known, monetary=covered),
                total=_quantity(tally.total, monetary=covered),
                rate=None if figure.coverage is None else str(figure.coverage),
            ),
            status=figure.status,
        )


class TrustedResource(FigureResource):
    """The same without the values that a rule sets aside."""

    rules: tuple[str, ...] = TRUST


class GroupResource(FigureResource):
    """The figure of one value of the dimension; null gathers the contracts that do not say."""

    group: str | None


class GapResource(BaseModel):
    """What is missing to reach the target: contracts, or EUR excluding VAT; zero once it is reached."""

    missing: Quantity
    fr: str
    en: str


class AnswerResource(FigureResource):
    """A figure, and all that one has to know in order to read it."""

    id: str
    name: Words
    unit: str
    definition: Words
    definition_version: int
    period: str
    first_day: str | None = Field(description="null: from the beginning, undated contracts included")
    last_day: str | None
    filters: dict[str, list[str]]
    value_basis: Basis
    subsequent: bool
    target: Target | None
    gap: GapResource | None
    left_censored: bool
    trusted: TrustedResource | None = Field(description="of figures in EUR")
    groups: list[GroupResource] | None
    as_of: datetime | None = Field(description="when the newest fact behind the figure was recorded")
    positions: dict[str, int] = Field(description="facts of each feed that were applied")

    @classmethod
    def answering(cls, answer: Answer) -> "AnswerResource":
        """The document of an answer."""
        indicator, asked, monetary = answer.indicator, answer.asked, answer.monetary
        figure, period = FigureResource.of(answer.whole.figure, monetary=monetary), asked.period
        return cls(
            **dict(figure),
            id=indicator.id,
            name=indicator.name,
            unit=indicator.unit,
            definition=indicator.definition,
            definition_version=indicator.version,
            period=period.name,
            first_day=period.first.isoformat() if period.first else None,
            last_day=period.last.isoformat() if period.last else None,
            filters=asked.filters,
            value_basis=asked.value,
            subsequent=asked.subsequent,
            target=answer.target,
            gap=_gap(answer),
            left_censored=answer.left_censored,
            trusted=_trusted(answer),
            groups=_groups(answer),
            as_of=answer.as_of and answer.as_of.astimezone(PARIS),
            positions=answer.positions,
        )


class CountedContract(BaseModel):
    """A contract behind a figure, and in which parts of it it is counted."""

    contract_id: UUID
    version: int
    buyer: str
    reference: str
    title: str
    notified_on: date | None
    value: str | None
    in_numerator: bool
    in_denominator: bool


class CountedContractPage(BaseModel):
    """Contracts of a slice, in a stable order."""

    items: list[CountedContract]
    next: str | None
    prev: str | None


def _gap(answer: Answer) -> GapResource | None:
    if answer.gap is None:
        return None
    missing = _quantity(answer.gap.missing, monetary=answer.monetary)
    return GapResource(missing=missing, fr=answer.gap.fr, en=answer.gap.en)


def _trusted(answer: Answer) -> TrustedResource | None:
    if not answer.monetary:
        return None
    return TrustedResource(**dict(FigureResource.of(answer.whole.trusted, monetary=True)))


def _groups(answer: Answer) -> list[GroupResource] | None:
    if answer.groups is None:
        return None
    return [
        GroupResource(group=one.group, **dict(FigureResource.of(one.figure, monetary=answer.monetary)))
        for one in answer.groups
    ]


def _quantity(count: Decimal, *, monetary: bool) -> Quantity:
    return f"{count:.2f}" if monetary else int(count)
