"""A feed, read exactly: every fact once and in order, from where one was, whatever happens to the connection."""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx

from prenan_client.answer import Document
from prenan_client.calls import Calls
from prenan_client.facts import Event, Fact
from prenan_client.lines import events

PAGE = 500
LONGEST_WAIT = 30.0
_SLACK_SECONDS = 30.0
_SILENCE_SECONDS = 45.0
"""A stream says something every fifteen seconds: after three times that it is dead."""
_PAUSE_SECONDS = 1.0


class Feed:
    """A feed from a position on.

    `position` is that of the last fact that was dealt with, which is when the next one was asked for. Keep it where
    you keep what the facts led to, in the same transaction: whoever begins after it misses nothing and repeats
    nothing.
    """

    def __init__(self, calls: Calls, name: str, after: int | str, chosen: Mapping[str, Any]) -> None:
        self.name, self.position = name, after
        self._calls, self._chosen = calls, chosen

    def read(self) -> Iterator[Fact]:
        """Every fact that there is so far."""
        while True:
            page = self._page(0.0)
            yield from self._given(page)
            if page["next"] >= page["head"]:
                return

    def follow(self, wait: float = LONGEST_WAIT) -> Iterator[Fact]:
        """Every fact that there is, and then each as it comes; the platform holds the answer while nothing does.

        Ends by what outlasts the client's patience alone.
        """
        while True:
            yield from self._given(self._page(wait))

    def stream(self) -> Iterator[Fact]:
        """The same by server-sent events: sooner, and for many readers cheaper. A broken stream is taken up again."""
        while True:
            with contextlib.suppress(httpx.TransportError):
                yield from self._streamed()
            self._calls.patience.pause(_PAUSE_SECONDS)

    def position_of(self, event: Event) -> str:
        """What to give as `min_position` to read something that has taken this fact in."""
        return f"procurement.{self.name}.v1/{quote(event.subject, safe='')}@{event.sequence}"

    def _page(self, wait: float) -> Document:
        query = {"after": self.position, "limit": PAGE, "include": "body", "wait": wait or None, **self._chosen}
        page: Document = self._calls.call("GET", self._path, query=query, seconds=wait + _SLACK_SECONDS).document
        return page

    def _given(self, page: Document) -> Iterator[Fact]:
        for item in page["events"]:
            fact = Fact.model_validate(item)
            yield fact
            self.position = fact.position
        self.position = page["next"]

    def _streamed(self) -> Iterator[Fact]:
        query = {"after": self.position, "include": "body", **self._chosen}
        headers = {"Accept": "text/event-stream"}
        if isinstance(self.position, int):
            headers["Last-Event-ID"] = str(self.position)
        with self._calls.streamed(self._path, query=query, headers=headers, seconds=_SILENCE_SECONDS) as answer:
            for sent in events(answer.iter_bytes()):
                if sent.kind == "message":
                    yield Fact.model_validate_json(sent.data)
                self.position = int(sent.id)

    @property
    def _path(self) -> str:
        return f"/feed/{self.name}"
