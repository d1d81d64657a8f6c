"""Releases of a file, one line at a time; a line that cannot be read is told by its number."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import orjson

from services.analytics.domain.redflags.process import Process
from services.analytics.redflags.release import process


@dataclass
class Lines:
    """The lines of a file; counts those that cannot be read and those without an `ocid`."""

    source: Iterable[bytes]
    warn: Callable[[str], None]
    read: int = 0
    unreadable: int = 0
    nameless: int = 0

    def processes(self) -> Iterator[Process]:
        """The process of each line that has one."""
        for line in self.source:
            self.read += 1
            release = self._release(line)
            if release is not None:
                found = process(release)
                if found is None:
                    self.nameless += 1
                else:
                    yield found

    def _release(self, line: bytes) -> dict[str, object] | None:
        try:
            release = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            self._left_out(f"not JSON: {error}")
            return None
        if not isinstance(release, dict):
            self._left_out("not a JSON object")
            return None
        return release

    def _left_out(self, reason: str) -> None:
        self.unreadable += 1
        self.warn(f"line {self.read}: {reason}")
