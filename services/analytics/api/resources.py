"""The documents that the observatory answers with."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field

from contracts import observatory
from contracts.calendar import PARIS
from contracts.catalogue import FEEDS
from contracts.indicators import Computation, Indicator, Target, Words
from services.analytics.api.links import narrowed, rows_url
from services.analytics.application.answering import Answer, Reading, Series, is_monetary
from services.analytics.domain.figure import Figure, Status
from services.analytics.domain.grain import Grain
from services.analytics.domain.past import Past
from services.analytics.domain.slice import Basis, Dimension, Scope, Variant
from services.analytics.domain.slice import Reading as Place
from services.analytics.persistence.measures import measures
from services.analytics.persistence.measures.quality import RULES

_FOLLOWED = {feed: topic for feed, topic in FEEDS.items() if topic != observatory.TOPIC}
"""The public feeds that figures are made from."""
Quantity = int | str
"""A count, or a decimal string: EUR excluding VAT, days, what is not whole."""


class CatalogueResource(BaseModel):
    """Every indicator with its definition; `conventions` hold for all of them."""

    conventions: list[Words]
    items: list[Indicator]


class CoverageResource(BaseModel):
    """How much of what should be counted is known; `rate` from 0 to 1."""

    known: Quantity
    total: Quantity
    rate: str | None


class FigureResource(BaseModel):
    """What was counted and what it comes to; `value` is null where nothing is known."""

    value: str | None
    numerator: Quantity | None
    denominator: Quantity | None
    coverage: CoverageResource
    status: Status

    @classmethod
    def of(cls, figure: Figure) -> "FigureResource":
        """The document of a figure."""
        tally, computation = figure.tally, figure.computation
        covered = _is_money(computation, computation.coverage.known)
        return cls(
            value=_value(figure),
            numerator=_quantity(tally.numerator, monetary=_is_money(computation, computation.numerator)),
            denominator=_quantity(tally.denominator, monetary=_is_money(computation, computation.denominator)),
            coverage=CoverageResource(
                known=_quantity(tally.known, monetary=covered) or 0,
                total=_quantity(tally.total, monetary=covered) or 0,
                rate=None if figure.coverage is None else str(figure.coverage),
            ),
            status=figure.status,
        )


class TrustedResource(FigureResource):
    """The same without the values that a rule sets aside."""

    rules: tuple[str, ...] = RULES


class GroupResource(FigureResource):
    """The figure of one group; null gathers the rows that do not tell the dimension."""

    group: str | None = Field(description="value of the first dimension")
    keys: dict[str, str | None] = Field(description="value of each dimension")
    contracts: str = Field(description="where exactly its rows are listed")


class PartResource(FigureResource):
    """A further figure under the same id."""

    name: str
    label: Words
    unit: str
    contracts: str
    groups: list[GroupResource] | None


class GapResource(BaseModel):
    """What is missing to reach the target: rows of the grain, or EUR excluding VAT; zero once it is reached."""

    missing: Quantity
    fr: str
    en: str


class OwingResource(BaseModel):
    """How many rows of a department do not tell what the figure reads."""

    department: str | None
    missing: int


class MissingResource(BaseModel):
    """Why a figure cannot be relied on: fields that are to be told, who owes them, and what nobody tells yet."""

    fields: list[str]
    departments: list[OwingResource]
    lacks: list[Words]


class PastResource(BaseModel):
    """Which past was looked back on, in words."""

    as_of: date | None
    as_known_on: date | None
    fr: str
    en: str


class AnswerResource(FigureResource):
    """A figure, and all that one has to know in order to read it."""

    id: str
    name: Words
    grain: str
    form: str
    unit: str
    definition: Words
    definition_version: int
    period: str
    first_day: str | None = Field(description="null: from the beginning, undated rows included")
    last_day: str | None
    filters: dict[str, list[str]]
    scope: Scope
    value_basis: Basis
    subsequent: bool
    window: int | None = Field(description="months that a first-time award looks back; null: all history")
    variant: Variant
    reading: Place
    target: Target | None
    gap: GapResource | None
    left_censored: bool
    missing: MissingResource | None
    trusted: TrustedResource | None = Field(description="of figures that read values of contracts")
    contracts: str = Field(description="where exactly its rows are listed")
    parts: list[PartResource]
    groups: list[GroupResource] | None
    past: PastResource | None
    as_of: datetime | None = Field(description="when the newest fact behind the figure was recorded")
    positions: dict[str, int] = Field(description="facts of each feed that were applied")

    @classmethod
    def answering(cls, answer: Answer, given: Mapping[str, Any]) -> "AnswerResource":
        """The document of an answer to a question with these parameters."""
        question, chosen, newest = answer.question, answer.chosen, answer.standing.newest
        figure, period = FigureResource.of(answer.whole.figure), question.asked.period
        definition, link = chosen.definition, _Links(answer, given)
        return cls(
            **dict(figure),
            **{name: getattr(definition, name) for name in ("grain", "form", "unit", "definition")},
            **{name: getattr(question.asked, name) for name in _READINGS},
            id=chosen.indicator.id,
            name=chosen.indicator.name,
            definition_version=definition.version,
            period=period.name,
            first_day=period.first.isoformat() if period.first else None,
            last_day=period.last.isoformat() if period.last else None,
            value_basis=question.asked.value,
            target=answer.target,
            gap=_gap(answer),
            left_censored=answer.left_censored,
            missing=_missing(answer),
            trusted=_trusted(answer.whole),
            contracts=link(None, None),
            parts=_parts(answer, link),
            groups=_groups(answer.series[0], answer, link, None),
            past=_past(question.past),
            as_of=newest and newest.astimezone(PARIS),
            positions={feed: answer.standing.positions.get(topic, 0) for feed, topic in _FOLLOWED.items()},
        )


_READINGS = ("filters", "scope", "subsequent", "window", "variant", "reading")


class FiguresResource(BaseModel):
    """Several figures over the same slice, all at one position."""

    items: list[AnswerResource]


class CountedRow(BaseModel):
    """A row behind a figure, and in which parts of it it is counted; rows of other grains have their own members."""

    contract_id: str | None = None
    version: int | None = None
    buyer: str | None = None
    reference: str | None = None
    title: str | None = None
    notified_on: date | None = None
    value: str | None = None
    in_numerator: bool
    in_denominator: bool
    adds_to_numerator: str | None = Field(None, description="1, or the value that is summed, averaged, told apart")
    adds_to_denominator: str | None = None


class CountedRowPage(BaseModel):
    """Rows of a slice, in a stable order."""

    items: list[CountedRow]
    next: str | None
    prev: str | None


class _Links:
    """Links to the rows of the figures of an answer."""

    def __init__(self, answer: Answer, given: Mapping[str, Any]) -> None:
        self._answer, self._given = answer, given
        definition, indicator = answer.chosen.definition, answer.chosen.indicator
        self._version = definition.version if definition.version != indicator.version else None

    def __call__(self, part: str | None, keys: tuple[str | None, ...] | None) -> str:
        question, given = self._answer.question, self._given
        if keys is not None:
            given = narrowed(given, question.by, keys, question.today)
        return rows_url(self._answer.chosen.indicator.id, given, self._version, part)


def _is_money(computation: Computation, measure: str | None) -> bool:
    return measure is not None and measures(Grain(computation.grain))[measure].money


def _value(figure: Figure) -> str | None:
    if figure.value is None:
        return None
    return f"{figure.value:.2f}" if is_monetary(figure.computation) else f"{figure.value:f}"


def _quantity(count: Decimal | None, *, monetary: bool) -> Quantity | None:
    if count is None:
        return None
    if monetary:
        return f"{count:.2f}"
    return int(count) if count == count.to_integral_value() else f"{count:f}"


def _gap(answer: Answer) -> GapResource | None:
    if answer.gap is None:
        return None
    missing = _quantity(answer.gap.missing, monetary=is_monetary(answer.chosen.definition))
    return GapResource(missing=missing or 0, fr=answer.gap.fr, en=answer.gap.en)


def _missing(answer: Answer) -> MissingResource | None:
    if answer.lacking is None:
        return None
    owing = [OwingResource(department=name, missing=rows) for name, rows in answer.lacking.departments.items()]
    chosen = answer.chosen
    return MissingResource(fields=list(chosen.definition.inputs), departments=owing, lacks=list(chosen.indicator.lacks))


def _trusted(reading: Reading) -> TrustedResource | None:
    computation = reading.figure.computation
    named = (computation.numerator, computation.denominator, computation.coverage.known)
    if not any(_is_money(computation, one) for one in named):
        return None
    return TrustedResource(**dict(FigureResource.of(reading.trusted)))


def _parts(answer: Answer, link: Callable[[str | None, tuple[str | None, ...] | None], str]) -> list[PartResource]:
    return [
        PartResource(
            **dict(FigureResource.of(series.whole.figure)),
            name=part.name,
            label=part.label,
            unit=part.unit,
            contracts=link(part.name, None),
            groups=_groups(series, answer, link, part.name),
        )
        for part, series in zip(answer.chosen.parts, answer.series[1:], strict=True)
    ]


def _groups(
    series: Series,
    answer: Answer,
    link: Callable[[str | None, tuple[str | None, ...] | None], str],
    part: str | None,
) -> list[GroupResource] | None:
    by = answer.question.by
    if not by:
        return None
    return [
        GroupResource(
            **dict(FigureResource.of(one.figure)),
            group=one.keys[0],
            keys=_keyed(by, one.keys),
            contracts=link(part, one.keys),
        )
        for one in series.groups
        if one.keys is not None
    ]


def _keyed(by: tuple[Dimension, ...], keys: tuple[str | None, ...]) -> dict[str, str | None]:
    return {dimension.value: key for dimension, key in zip(by, keys, strict=True)}


def _past(past: Past) -> PastResource | None:
    if past.is_present:
        return None
    fr, en = past.words
    return PastResource(as_of=past.as_of, as_known_on=past.as_known_on, fr=fr, en=en)
