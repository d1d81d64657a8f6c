"""Where a request goes, found by the segments of its path: to try one route after another takes half of a hop."""

import re
from collections.abc import Collection
from typing import Any

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

_PARAMETER = re.compile(r"\{(\w+)\}")
_ANY = "{}"
Branch = dict[str, Any]


class Crossroads(BaseRoute):
    """The first route of all: knows paths whose segments are each a word or a parameter, and leaves others to the rest.

    So that a word is not hidden by a parameter, a path that fits both is left to the rest, too, where only the latter
    leads anywhere; and so is a method that a path does not have.
    """

    def __init__(self) -> None:
        self._root: Branch = {}
        self.endpoints: set[ASGIApp] = set()
        """Where requests are led to from here."""

    def add(self, path: str, endpoint: ASGIApp, methods: Collection[str]) -> None:
        """Lead requests for a path to its endpoint; one with a segment of another kind is not taken."""
        segments = path.split("/")[1:]
        names = [_PARAMETER.fullmatch(one) for one in segments]
        if any("{" in one and not name for one, name in zip(segments, names, strict=True)):
            return
        branch = self._root
        for segment, name in zip(segments, names, strict=True):
            branch = branch.setdefault(_ANY if name else segment, {})
        places = [(place, name[1]) for place, name in enumerate(names) if name]
        self.endpoints.add(endpoint)
        branch[""] = (endpoint, frozenset(methods), places)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is led from here, and to where."""
        if scope["type"] != "http" or scope.get("root_path"):
            return Match.NONE, {}
        branch, segments = self._root, scope["path"].split("/")[1:]
        for segment in segments:
            found = (branch.get(segment) or branch.get(_ANY)) if segment else None
            if found is None:
                return Match.NONE, {}
            branch = found
        endpoint, methods, places = branch.get("") or (None, (), ())
        if scope["method"] not in methods:
            return Match.NONE, {}
        names = {name: segments[place] for place, name in places}
        return Match.FULL, {"endpoint": endpoint, "path_params": names}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Go there."""
        await scope["endpoint"](scope, receive, send)
