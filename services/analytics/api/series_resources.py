"""The groups of a figure, and further figures under the same id; each with a link to its rows."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from contracts.indicators import Words
from services.analytics.api.figure_resources import FigureResource
from services.analytics.api.links import narrowed, rows_url
from services.analytics.application.answering import Answer, Series


class Links:
    """Links to the rows of the figures of an answer."""

    def __init__(self, answer: Answer, given: Mapping[str, Any]) -> None:
        self._answer, self._given = answer, given
        definition, indicator = answer.chosen.definition, answer.chosen.indicator
        self._version = definition.version if definition.version != indicator.version else None

    def __call__(self, part: str | None, keys: tuple[str | None, ...] | None) -> str:
        """The address of the rows of a part, of one group where its keys are given."""
        question, given = self._answer.question, self._given
        if keys is not None:
            given = narrowed(given, question.by, keys, question.today)
        return rows_url(self._answer.chosen.indicator.id, given, self._version, part)


class GroupResource(FigureResource):
    """The figure of one group; null gathers the rows that do not tell the dimension."""

    group: str | None = Field(description="value of the first dimension")
    keys: dict[str, str | None] = Field(description="value of each dimension")
    contracts: str = Field(description="where exactly its rows are listed")

    @classmethod
    def listed(cls, series: Series, answer: Answer, link: Links, part: str | None) -> "list[GroupResource] | None":
        """The documents of the groups of a series; None where nothing was asked to be grouped."""
        by = answer.question.by
        if not by:
            return None
        return [
            cls(
                **vars(FigureResource.of(one.figure)),
                group=one.keys[0],
                keys={dimension.value: key for dimension, key in zip(by, one.keys, strict=True)},
                contracts=link(part, one.keys),
            )
            for one in series.groups
            if one.keys is not None
        ]


class PartResource(FigureResource):
    """A further figure under the same id."""

    name: str
    label: Words
    unit: str
    contracts: str
    groups: list[GroupResource] | None

    @classmethod
    def listed(cls, answer: Answer, link: Links) -> "list[PartResource]":
        """The documents of the further figures of an answer."""
        return [
            cls(
                **vars(FigureResource.of(series.whole.figure)),
                name=part.name,
                label=part.label,
                unit=part.unit,
                contracts=link(part.name, None),
                groups=GroupResource.listed(series, answer, link, part.name),
            )
            for part, series in zip(answer.chosen.parts, answer.series[1:], strict=True)
        ]
