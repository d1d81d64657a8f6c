"""The cost class of a request, found by its path before any route is tried."""

from collections.abc import Collection, Mapping
from typing import Any

from gateway.limits.cost import MARK, Cost
from gateway.operations import METHODS

_ANY = "{}"
Branch = dict[str, Any]


class Costs:
    """The classes that an OpenAPI document declares, as a tree of the segments of its paths.

    What lies below the segments `pages` is composed for people.
    """

    def __init__(self, document: Mapping[str, Any], pages: Collection[str] = ()) -> None:
        self._pages = frozenset(pages)
        self._root: Branch = {}
        for path, item in document["paths"].items():
            branch = self._root
            for segment in path.split("/")[1:]:
                branch = branch.setdefault(_ANY if "{" in segment else segment, {})
            for method in item.keys() & set(METHODS):
                branch[f" {method.upper()}"] = Cost(item[method][MARK])

    def of(self, method: str, path: str) -> Cost:
        """The class of a request; of one that no operation is for, that of a plain read or change."""
        branch, segments = self._root, path.split("/")[1:]
        if segments[0] in self._pages:
            return Cost.COMPOSED if method == "GET" else Cost.WRITE
        for segment in segments:
            found = branch.get(segment) or branch.get(_ANY)
            if found is None:
                return _plain(method)
            branch = found
        cost: Cost | None = branch.get(f" {method}")
        return cost or _plain(method)


def _plain(method: str) -> Cost:
    return Cost.READ if method in ("GET", "HEAD", "OPTIONS") else Cost.WRITE
