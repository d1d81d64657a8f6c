"""Registers as a whole, row by row: verified by their end line, and taken up again where they broke off."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from prenan_client.answer import Document
from prenan_client.calls import Calls
from prenan_client.lines import lines
from prenan_client.problems import PrenanError

_SILENCE_SECONDS = 60.0
_TRIES = 5
_PAUSE_SECONDS = 1.0


class ExportIncomplete(PrenanError):
    """The export broke off again and again; what was given are the rows up to `resume`."""


class ExportDamaged(PrenanError):
    """The end line counts other rows, or another digest, than those that came."""


@dataclass(frozen=True)
class ExportEnd:
    """A whole export: how many rows there were, and the feed's position behind which everything later is told."""

    count: int
    position: str


class Export:
    """Rows are given once they are safe, that is when a place to resume, or the verified end, stands behind them.

    `end` is there when all were given.
    """

    def __init__(self, calls: Calls, register: str, filters: Mapping[str, Any]) -> None:
        self._calls, self._path, self._filters = calls, f"/exports/{register}.ndjson", filters
        self.resume: str | None = None
        self.end: ExportEnd | None = None
        self._count, self._position = 0, ""

    def __iter__(self) -> Iterator[Document]:
        """The rows; raises `ExportIncomplete`, `ExportDamaged`."""
        tries = 0
        while self.end is None:
            before = self.resume
            try:
                yield from self._answer()
            except httpx.TransportError as error:
                broken: Exception | None = error
            else:
                broken = None
            tries = 0 if self.resume != before else tries + 1
            if self.end is None and tries == _TRIES:
                raise ExportIncomplete(f"{self._path} broke off {_TRIES} times at the same place") from broken
            if self.end is None:
                self._calls.patience.pause(_PAUSE_SECONDS)

    def _answer(self) -> Iterator[Document]:
        """The rows of one answer, which begins at `resume`."""
        held: list[Document] = []
        digest, count = hashlib.sha256(), 0
        query = {**self._filters, "after": self.resume}
        with self._calls.streamed(self._path, query=query, headers={}, seconds=_SILENCE_SECONDS) as answer:
            self._position = self._position or answer.headers["prenan-position"]
            for line in lines(answer.iter_bytes()):
                document = json.loads(line)
                if document.keys() == {"end"}:
                    _check(document["end"], count, digest.hexdigest())
                    yield from self._safe(held)
                    self.end = ExportEnd(self._count, self._position)
                    return
                digest.update(line)
                if document.keys() == {"resume"}:
                    yield from self._safe(held)
                    held, self.resume = [], document["resume"]
                else:
                    held.append(document)
                    count += 1

    def _safe(self, held: list[Document]) -> Iterator[Document]:
        self._count += len(held)
        yield from held


def _check(end: Mapping[str, Any], count: int, digest: str) -> None:
    if (end["count"], end["sha256"]) != (count, digest):
        raise ExportDamaged(f"{count} rows of digest {digest} came, not {end['count']} of {end['sha256']}")
