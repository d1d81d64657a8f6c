"""What a fact says of its matter: which department buys, which CPV codes, which buyer. Feeds are filtered by it."""

from collections.abc import Iterator, Mapping
from typing import Any

NAMES = ("department", "cpv", "buyer")
"""What facts may be chosen by, beside their type."""
_PATHS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "department": (("department",), ("contract", "department"), ("supplier", "place", "department")),
    "cpv": (("cpv",), ("contract", "cpv"), ("lots", "cpv"), ("supplier", "activities")),
    "buyer": (("buyer",), ("contract", "buyer")),
}
"""Where the body of a fact names it; a list on the way stands for each of its items.

A supplier's department is that of its establishment (département), every other one that of the buyer (direction).
"""
MENTIONS = tuple(f'"{path[-1]}"' for paths in _PATHS.values() for path in paths)
"""One of these stands in the JSON of every fact that names anything."""


def matter_of(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the body of a fact names, by the names above; empty where it names nothing."""
    found = {name: sorted({value for path in paths for value in _at(data, path)}) for name, paths in _PATHS.items()}
    return {name: values for name, values in found.items() if values}


def _at(node: Any, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _at(one, path)
    elif isinstance(node, dict) and path:
        yield from _at(node.get(path[0]), path[1:])
    elif isinstance(node, str) and not path:
        yield node
