"""What a reader may choose: periods and the values of dimensions, by the names that the observatory gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web.visit import Visit

ROLLING, ALL = "rolling-12", "all"


@dataclass(frozen=True)
class Choice:
    """A field with what may be chosen; `empty` is what stands for no choice, None where one must be made."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str
    empty: str | None = None


def told(dimensions: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The values of a dimension that contracts bear; that some have none is nothing to choose."""
    values: list[dict[str, Any]] = next((one["values"] for one in dimensions["items"] if one["name"] == name), [])
    return [one for one in values if one["value"] is not None]


def values_of(visit: Visit, dimensions: Mapping[str, Any], name: str) -> list[tuple[str, str]]:
    """The values of a dimension with their names, in the order of the names."""
    named = [(one["value"], _label(visit, name, one)) for one in told(dimensions, name)]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _label(visit: Visit, name: str, value: dict[str, Any]) -> str:
    if value["label"]:
        return visit.language.pick(value["label"])
    key = f"value.{name}.{value['value']}"
    return str(visit.language.t(key)) if visit.language.has(key) else str(value["value"])


def period(visit: Visit, dimensions: dict[str, Any]) -> Choice:
    """The last twelve months, a year, or all time."""
    t = visit.language.t
    years = sorted((code for code, _ in values_of(visit, dimensions, "year")), reverse=True)
    options = [(ROLLING, str(t("period.rolling-12"))), *((year, year) for year in years), (ALL, str(t("period.all")))]
    chosen = visit.query.get("period") or ROLLING
    if chosen not in dict(options):
        options.append((chosen, chosen))
    return Choice("period", str(t("filter.period")), options, chosen)


def dimension(visit: Visit, dimensions: dict[str, Any], name: str) -> Choice:
    """A value of a dimension, or all of them."""
    t = visit.language.t
    label = str(t(f"dimension.{name}"))
    return Choice(name, label, values_of(visit, dimensions, name), visit.query.get(name, ""), str(t("filter.all")))
