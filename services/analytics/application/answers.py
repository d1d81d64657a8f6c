"""Answers that were given, as long as nothing changes them."""

from collections import OrderedDict

MOST_BYTES = 32 * 1024 * 1024
LARGEST_BYTES = 1024 * 1024
"""An answer that is larger is not kept."""


class Answers:
    """Ready answers by what was asked and where the copy stood: the latest ones, bounded by their bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._most = most_bytes
        self._bytes = 0

    def get(self, tag: str) -> bytes | None:
        """The answer of a tag."""
        found = self._kept.get(tag)
        if found is not None:
            self._kept.move_to_end(tag)
        return found

    def keep(self, tag: str, answer: bytes) -> None:
        """Keep an answer, and let go of those that nobody asked for longest."""
        if len(answer) > LARGEST_BYTES or tag in self._kept:
            return
        self._kept[tag] = answer
        self._bytes += len(answer)
        while self._bytes > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest)
