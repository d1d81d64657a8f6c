"""What a fact says of its matter: which department buys, which CPV codes, which buyer. Feeds are filtered by it."""

from collections.abc import Iterator, Mapping
from typing import Any

NAMES = ("department", "cpv", "buyer")
"""What facts may be chosen by, beside their type."""
MENTIONS = ('"department"', '"cpv"', '"buyer"', '"activities"')
"""One of these stands in the JSON of every fact that names anything."""
_NOTHING: Mapping[str, Any] = {}


def matter_of(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the body of a fact names, by the names above; empty where it names nothing.

    A supplier's department is that of its establishment (département), every other one that of the buyer (direction);
    its CPV codes are those of what it does.
    """
    supplier = _part(data, "supplier")
    parts = (data, _part(data, "contract"))
    said = {
        "department": (*_each(parts, "department"), _part(supplier, "place").get("department")),
        "cpv": (*_each(parts, "cpv"), *_each(_list(data, "lots"), "cpv"), *_list(supplier, "activities")),
        "buyer": tuple(_each(parts, "buyer")),
    }
    found = {name: sorted({one for one in values if isinstance(one, str)}) for name, values in said.items()}
    return {name: values for name, values in found.items() if values}


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name)
    return part if isinstance(part, dict) else _NOTHING


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    several = data.get(name)
    return several if isinstance(several, list) else []


def _each(parts: tuple[Mapping[str, Any], ...] | list[Any], name: str) -> Iterator[Any]:
    return (part.get(name) for part in parts if isinstance(part, dict))
