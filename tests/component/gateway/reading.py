"""A reader of streams of server-sent events."""

import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx

STREAM = {"Accept": "text/event-stream"}


@dataclass
class Reader:
    """What one reader has read: items, and the last id, from which it would go on."""

    answer: httpx.Response
    items: list[dict[str, Any]] = field(default_factory=list)
    last: str = ""

    def __post_init__(self) -> None:
        self._lines = self.answer.aiter_lines()

    @property
    def positions(self) -> list[int]:
        """The positions of the facts, in the order in which they came."""
        return [item["position"] for item in self.items]

    async def events(self) -> AsyncIterator[dict[str, str]]:
        """Every server-sent event by its fields, as the HTML standard reads them."""
        fields: dict[str, str] = {}
        async for line in self._lines:
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            else:
                yield fields
                fields = {}

    async def read(self, until: int | None = None) -> list[int]:
        """Read up to a position, or to the end; the positions of all facts so far."""
        async for event in self.events():
            self.last = event.get("id", self.last)
            if "data" in event and "event" not in event:
                self.items.append(json.loads(event["data"]))
            if until is not None and self.last and int(self.last) >= until:
                break
        return self.positions


@contextlib.asynccontextmanager
async def reader(http: httpx.AsyncClient, target: str, **headers: str) -> AsyncIterator[Reader]:
    """A stream that is open."""
    async with http.stream("GET", target, headers=STREAM | headers) as answer:
        yield Reader(answer)
