"""One figure: what it says, how it is computed, how it moved, and in which slices it differs."""

import asyncio
from typing import Any

from gateway.web.observatory import filters
from gateway.web.observatory.filters import Choice
from gateway.web.pictures import Drawn, bars, trend
from gateway.web.visit import Answered, Page, Visit

GROUPS = ("area", "department", "nature", "procedure", "size", "territory", "place", "year")
NARROWED = ("department", "area", "procedure", "nature", "size")
MOST_CONTRACTS = 10
MOST_BARS = 30
ASKED = ("period", "buyer", "department", "area", "procedure", "nature", "technique", "cpv", "place", "commune",
         "size", "territory", "scope", "value", "subsequent", "reading", "window", "variant", "as_of",
         "as_known_on", "definition_version")  # fmt: skip
"""What an address may ask of the figure, in the API's own words."""


async def show(visit: Visit) -> Answered:
    """The page of a figure; raises `Refused` where there is no such figure or question."""
    path = f"/indicators/{visit.given('id')}"
    question = {name: value for name in ASKED if (value := visit.query.get(name))}
    question.setdefault("period", filters.ROLLING)
    by = visit.query.get("group_by") or GROUPS[0]
    figure, trajectory, contracts, dimensions = await asyncio.gather(
        visit.api.get(path, {**question, "group_by": by}),
        visit.api.find(f"{path}/trajectory"),
        visit.api.find(f"{path}/contracts", {**question, "limit": MOST_CONTRACTS}),
        visit.api.get("/dimensions"),
    )
    drawn = {"moved": _moved(visit, trajectory), "slices": _slices(visit, figure, dimensions, by)}
    arranged = {"figure": figure, "trajectory": trajectory, "contracts": contracts, "question": question, "by": by}
    return Page("observatory/indicator.html", arranged | drawn | {"filters": _filters(visit, dimensions, by)})


async def embedded(visit: Visit) -> Answered:
    """The figure with one chart, for the pages of others."""
    question = {name: value for name in ASKED if (value := visit.query.get(name))}
    by = visit.query.get("group_by") or GROUPS[0]
    figure, dimensions = await asyncio.gather(
        visit.api.get(f"/indicators/{visit.given('id')}", {"period": filters.ROLLING, **question, "group_by": by}),
        visit.api.get("/dimensions"),
    )
    shown = {"figure": figure, "slices": _slices(visit, figure, dimensions, by)}
    return Page("observatory/embedded.html", shown, is_framable=True)


def _filters(visit: Visit, dimensions: dict[str, Any], by: str) -> list[Choice]:
    t = visit.language.t
    groups = [(name, str(t(f"dimension.{name}"))) for name in GROUPS]
    narrowed = [filters.dimension(visit, dimensions, name) for name in NARROWED]
    return [filters.period(visit, dimensions), *narrowed, Choice("group_by", str(t("filter.by")), groups, by)]


def _moved(visit: Visit, trajectory: dict[str, Any] | None) -> Drawn | None:
    """The years of a figure, the line to its target, and what is foreseen."""
    if not trajectory or not trajectory["years"][1:]:
        return None
    language, unit = visit.language, trajectory["unit"]
    years = trajectory["years"]
    names = [one["period"] for one in years]
    measured = [(one["period"], _number(one["value"])) for one in years]
    aims = [(one["period"], _number(one["line"])) for one in years]
    ahead = [(str(one["year"]), _number(one["value"])) for one in (trajectory["forecast"] or {"years": []})["years"]]
    caption = str(language.t("indicator.by_year"))
    heads = [str(language.t(f"picture.{name}")) for name in ("period", "value", "counted", "aim")]
    picture = trend(
        f"{language.pick(trajectory['name'])}, {caption}",
        measured,
        aims=aims,
        ahead=[(name, value) for name, value in ahead if name not in names],
        write=lambda value: language.measure(value, unit),
    )
    rows = [
        (one["period"], language.measure(one["value"], unit), _counted(visit, one), language.measure(one["line"], unit))
        for one in years
    ]
    return Drawn(caption, picture, heads, rows, (1, 2, 3))


def _slices(visit: Visit, figure: dict[str, Any], dimensions: dict[str, Any], by: str) -> Drawn | None:
    """The figure in each value of a dimension, the highest first."""
    language, unit = visit.language, figure["unit"]
    names = dict(filters.values_of(visit, dimensions, by))
    known = [one for one in figure["groups"] or [] if one["value"] is not None]
    found = sorted(known, key=lambda one: -float(one["value"]))[:MOST_BARS]
    if not found:
        return None
    caption = language.by(by)
    shown = [(names.get(one["group"], one["group"] or "–"), one) for one in found]
    picture = bars(
        f"{language.pick(figure['name'])}, {caption}",
        [(name, float(one["value"]), language.measure(one["value"], unit)) for name, one in shown],
        target=_number(figure["target"]["value"]) if figure["target"] else None,
        write=lambda value: language.measure(value, unit),
    )
    heads = [str(language.t(key)) for key in (f"dimension.{by}", "picture.value", "picture.counted")]
    rows = [(name, language.measure(one["value"], unit), _counted(visit, one)) for name, one in shown]
    return Drawn(caption, picture, heads, rows, (1, 2))


def _counted(visit: Visit, one: dict[str, Any]) -> str:
    if one["numerator"] is None or one["denominator"] is None:
        return "–"
    return f"{visit.language.number(one['numerator'])} / {visit.language.number(one['denominator'])}"


def _number(value: str | None) -> float | None:
    return None if value is None else float(value)
