"""How a figure goes towards its target: what was, what should be, and what will be if nothing changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from contracts.indicators import Target
from services.analytics.domain.line import Line, Mark, line
from services.analytics.domain.published_figure import Aim, Better
from services.analytics.domain.standing import Standing

FITTED_YEARS = 5
"""Whole years, the latest ones, that a forecast looks back on."""
FEWEST_YEARS = 3
"""Under so many, the last year simply holds."""
AHEAD_YEARS = 3
TOLERANCE = Decimal("0.10")
"""Part of the line's value that a figure may miss and still be near it."""
_CENT = Decimal("0.01")
_WHOLE = Decimal(100)


class Light(StrEnum):
    """Where a figure stands: on its line, within a tenth of it, off it; or it cannot be said."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Method(StrEnum):
    """How a forecast was made."""

    TREND = "trend"
    LAST_YEAR = "last-year"
    NONE = "none"


METHODS = {
    Method.TREND: (
        "Droite des moindres carrés sur les cinq dernières années entières au plus, pondérées par leur dénominateur.",
        "Least-squares line through the last five whole years at most, weighted by their denominators.",
    ),
    Method.LAST_YEAR: (
        "Moins de trois années entières mesurées : la dernière est reconduite.",
        "Fewer than three whole years were measured: the last one is carried on.",
    ),
    Method.NONE: ("Aucune année entière n’est mesurée.", "No whole year was measured."),
}


@dataclass(frozen=True)
class Point:
    """A figure over a year or a quarter; `is_whole` once the period is over."""

    period: str
    year: int
    standing: Standing
    is_whole: bool


@dataclass(frozen=True)
class Forecast:
    """Values of years to come, and how they were found; no promise of anything."""

    method: Method
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Trajectory:
    """All of it, for one indicator and one slice; `now` is the point of the present year."""

    years: tuple[Point, ...]
    line: Line
    forecast: Forecast
    now: Point | None
    light: Light


def trajectory(
    years: Sequence[Point], targets: Sequence[Target], better: Better, *, this_year: int, percent: bool
) -> Trajectory:
    """The trajectory of a figure, from its years in order; a share in percent stays from 0 to 100."""
    drawn = line(targets, _measured(years))
    now = next((one for one in years if one.year == this_year), None)
    return Trajectory(
        years=tuple(years),
        line=drawn,
        forecast=forecast(years, this_year, percent=percent),
        now=now,
        light=light(now.standing if now else None, drawn.at(this_year), better),
    )


def light(standing: Standing | None, wanted: Decimal | None, better: Better) -> Light:
    """Green on the line or beyond, amber within a tenth of its value, red further off; grey where nothing can be said.

    Grey: there is no target, or the figure's status is not `ok`.
    """
    if standing is None or wanted is None or standing.reliable is None:
        return Light.GREY
    missed = standing.reliable - wanted if better == "lower" else wanted - standing.reliable
    if missed <= 0:
        return Light.GREEN
    return Light.AMBER if missed <= TOLERANCE * wanted else Light.RED


def missing(standing: Standing | None, aim: Aim | None, step: Decimal) -> Decimal | None:
    """What a share lacks to reach its target with the same denominator, in steps of contracts or cents; at least 0."""
    if standing is None or aim is None or standing.numerator is None or not standing.denominator:
        return None
    goal = aim.value * standing.denominator / _WHOLE
    if aim.better == "lower":
        return max(standing.numerator - goal.quantize(step, ROUND_FLOOR), Decimal(0))
    return max(goal.quantize(step, ROUND_CEILING) - standing.numerator, Decimal(0))


def forecast(years: Sequence[Point], this_year: int, *, percent: bool) -> Forecast:
    """What this year and the next three would show, by whole years that can be relied on."""
    known = [one for one in years if one.is_whole and one.standing.reliable is not None][-FITTED_YEARS:]
    coming = range(this_year, this_year + AHEAD_YEARS + 1)
    if not known:
        return Forecast(Method.NONE, ())
    if len(known) < FEWEST_YEARS:
        last = _measured(known)[-1].value
        return Forecast(Method.LAST_YEAR, tuple(Mark(year, last) for year in coming))
    return Forecast(Method.TREND, tuple(_on_trend(known, year, percent=percent) for year in coming))


def _measured(years: Sequence[Point]) -> list[Mark]:
    """What whole years showed, as far as they can be relied on."""
    return [
        Mark(one.year, one.standing.reliable) for one in years if one.is_whole and one.standing.reliable is not None
    ]


def _on_trend(known: Sequence[Point], year: int, *, percent: bool) -> Mark:
    """The weighted least-squares line at a year, in exact decimals."""
    weights = [max(one.standing.denominator or Decimal(1), Decimal(1)) for one in known]
    marks, total = _measured(known), sum(weights, Decimal(0))
    mean_x = sum((weight * mark.year for weight, mark in zip(weights, marks, strict=True)), Decimal(0)) / total
    mean_y = sum((weight * mark.value for weight, mark in zip(weights, marks, strict=True)), Decimal(0)) / total
    away = [(weight, mark.year - mean_x, mark.value - mean_y) for weight, mark in zip(weights, marks, strict=True)]
    slope = sum((w * x * y for w, x, y in away), Decimal(0)) / sum((w * x * x for w, x, _ in away), Decimal(0))
    value = max(mean_y + slope * (year - mean_x), Decimal(0))
    return Mark(year, (min(value, _WHOLE) if percent else value).quantize(_CENT, ROUND_HALF_UP))
