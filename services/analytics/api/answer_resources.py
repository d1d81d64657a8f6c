"""A figure with all that one has to know in order to read it, as the observatory answers with it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from contracts import observatory
from contracts.calendar import PARIS
from contracts.catalogue import FEEDS
from contracts.indicators import Target, Words
from services.analytics.api.figure_resources import FigureResource, Quantity, TrustedResource, quantity
from services.analytics.api.links import corrections_url
from services.analytics.api.series_resources import GroupResource, Links, PartResource
from services.analytics.application.answering import Answer, Question, is_monetary
from services.analytics.domain.slice import Basis, Scope, Variant
from services.analytics.domain.slice import Reading as Place

_FOLLOWED = {feed: topic for feed, topic in FEEDS.items() if topic != observatory.TOPIC}
"""The public feeds that figures are made from."""


class GapResource(BaseModel):
    """What is missing to reach the target: rows of the grain, or EUR excluding VAT; zero once it is reached."""

    missing: Quantity
    fr: str
    en: str

    @classmethod
    def of(cls, answer: Answer) -> "GapResource | None":
        """What an answer misses; None where it has no target to miss."""
        if answer.gap is None:
            return None
        missing = quantity(answer.gap.missing, monetary=is_monetary(answer.chosen.definition))
        return cls(missing=missing or 0, fr=answer.gap.fr, en=answer.gap.en)


class OwingResource(BaseModel):
    """How many rows of a department do not tell what the figure reads."""

    department: str | None
    missing: int


class MissingResource(BaseModel):
    """Why a figure cannot be relied on: fields that are to be told, who owes them, and what nobody tells yet."""

    fields: list[str]
    departments: list[OwingResource]
    lacks: list[Words]

    @classmethod
    def of(cls, answer: Answer) -> "MissingResource | None":
        """What an answer lacks; None where it can be relied on."""
        if answer.lacking is None:
            return None
        owing = [OwingResource(department=name, missing=rows) for name, rows in answer.lacking.departments.items()]
        chosen = answer.chosen
        return cls(fields=list(chosen.definition.inputs), departments=owing, lacks=list(chosen.indicator.lacks))


class PastResource(BaseModel):
    """Which past was looked back on, in words."""

    as_of: date | None
    as_known_on: date | None
    fr: str
    en: str
    corrections: str | None = Field(description="where the corrections are listed that were recorded since")

    @classmethod
    def of(cls, question: Question) -> "PastResource | None":
        """The words of a past; None of the present."""
        past = question.past
        if past.is_present:
            return None
        fr, en = past.words
        since = past.as_known_on and corrections_url(past.as_known_on, question.asked.buyer)
        return cls(as_of=past.as_of, as_known_on=past.as_known_on, fr=fr, en=en, corrections=since)


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
    groups: list[GroupResource] | None = Field(description="the first 5,000 in the order of their keys")
    groups_cut_from: int | None = Field(description="how many groups there are, where they are not all here")
    past: PastResource | None
    as_of: datetime | None = Field(description="when the newest fact behind the figure was recorded")
    positions: dict[str, int] = Field(description="facts of each feed that were applied")

    @classmethod
    def answering(cls, answer: Answer, given: Mapping[str, Any]) -> "AnswerResource":
        """The document of an answer to a question with these parameters."""
        question, chosen, newest = answer.question, answer.chosen, answer.standing.newest
        figure, period = FigureResource.of(answer.whole.figure), question.asked.period
        definition, link = chosen.definition, Links(answer, given)
        return cls(
            **vars(figure),
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
            gap=GapResource.of(answer),
            left_censored=answer.left_censored,
            missing=MissingResource.of(answer),
            trusted=TrustedResource.beside(answer.whole),
            contracts=link(None, None),
            parts=PartResource.listed(answer, link),
            groups=GroupResource.listed(answer.series[0], answer, link, None),
            groups_cut_from=answer.series[0].cut_from,
            past=PastResource.of(question),
            as_of=newest and newest.astimezone(PARIS),
            positions={feed: answer.standing.positions.get(topic, 0) for feed, topic in _FOLLOWED.items()},
        )


_READINGS = ("filters", "scope", "subsequent", "window", "variant", "reading")


class FiguresResource(BaseModel):
    """Several figures over the same slice, all at one position."""

    items: list[AnswerResource]
