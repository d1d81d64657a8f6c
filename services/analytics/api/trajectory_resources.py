"""How trajectories are shown."""

from collections.abc import Sequence
from decimal import Decimal

from pydantic import BaseModel, Field

from contracts.indicators import Words
from contracts.observatory import FigureStatus
from services.analytics.api.foresight import text_of
from services.analytics.api.target_resources import GoalResource
from services.analytics.application.foreseeing import Foreseen
from services.analytics.domain.line import Mark
from services.analytics.domain.trajectory import METHODS, Light, Method, Point

RULE = Words(
    fr="Vert : sur la ligne ou au-delà. Orange : à moins d’un dixième de sa valeur. Rouge : plus loin. Gris : pas "
    "d’objectif, ou chiffre qui n’est pas fiable.",
    en="Green: on the line or beyond. Amber: within a tenth of its value. Red: further off. Grey: no target, or a "
    "figure that cannot be relied on.",
)


class StandingResource(BaseModel):
    """A figure over a year or a quarter."""

    period: str
    value: str | None
    numerator: str | None
    denominator: str | None
    status: FigureStatus
    whole: bool = Field(description="whether the period is over")
    line: str | None = Field(None, description="what the line to the target asks")

    @classmethod
    def of(cls, point: Point, wanted: Decimal | None = None) -> "StandingResource":
        """The document of a point."""
        said = {name: text_of(getattr(point.standing, name)) for name in ("value", "numerator", "denominator")}
        known = {"status": point.standing.status, "whole": point.is_whole, "line": text_of(wanted)}
        return cls(period=point.period, **said, **known)


class YearValue(BaseModel):
    """A value at a year."""

    year: int
    value: str

    @classmethod
    def each(cls, marks: Sequence[Mark]) -> "list[YearValue]":
        """The documents of marks."""
        return [cls(year=mark.year, value=f"{mark.value:f}") for mark in marks]


class ForecastResource(BaseModel):
    """What the next years would show if nothing changed, and how that was found; no promise."""

    method: Method
    explained: Words
    years: list[YearValue]


class TrajectoryResource(BaseModel):
    """The way of a figure to its target."""

    indicator: str
    name: Words
    unit: str
    definition_version: int
    buyer: str | None
    plan: str | None
    targets: list[GoalResource]
    years: list[StandingResource]
    quarters: list[StandingResource]
    line: list[YearValue]
    forecast: ForecastResource
    light: Light
    rule: Words = RULE
    missing: str | None = Field(description="contracts, or EUR excluding VAT, that this year lacks to reach its target")

    @classmethod
    def of(cls, found: Foreseen) -> "TrajectoryResource":
        """The document of a trajectory."""
        one, whole = found.indicator, found.whole
        fr, en = METHODS[whole.forecast.method]
        return cls(
            indicator=one.id,
            name=one.name,
            unit=one.unit,
            definition_version=one.version,
            buyer=found.buyer,
            plan=found.targets[-1].plan if found.targets else None,
            targets=[GoalResource(year=each.year, value=f"{each.value:f}") for each in found.targets],
            years=[StandingResource.of(point, whole.line.at(point.year)) for point in whole.years],
            quarters=[StandingResource.of(point) for point in found.quarters],
            line=YearValue.each(whole.line.marks),
            forecast=ForecastResource(
                method=whole.forecast.method, explained=Words(fr=fr, en=en), years=YearValue.each(whole.forecast.marks)
            ),
            light=whole.light,
            missing=text_of(found.missing),
        )
