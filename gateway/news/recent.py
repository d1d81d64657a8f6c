"""What the follower of a feed heard last, for every reader that keeps up."""

import asyncio
import contextlib
from collections.abc import Iterable

from gateway.news.item import Item, Wanted

MOST_BYTES = 8 * 1024 * 1024
"""How much is kept for readers that are not as fast as others."""
CHUNK_BYTES = 256 * 1024
"""How much is sent to a reader at once: an item more than this at most."""


class FellBehind(Exception):
    """What a reader would have next is no longer kept, or not yet known; pages of the feed still have it."""


class News:
    """The last facts of a feed, dense from `floor` on; positions up to `floor` are left to the feed's pages."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._floor: int | None = None
        self._items: list[Item] = []
        self._bytes = 0
        self._heard = asyncio.Event()
        self._made: dict[tuple[int, Wanted], tuple[bytes, int]] = {}

    def begin_at(self, position: int | None) -> None:
        """Forget everything; the next fact is the one after this position, where that is known."""
        self._floor, self._items, self._bytes = position, [], 0
        self.wake()

    def add(self, items: Iterable[Item]) -> None:
        """Take in the facts that come next, and wake whoever waits for them."""
        for item in items:
            self._items.append(item)
            self._bytes += len(item.whole)
        self._trim()
        self.wake()

    def _trim(self) -> None:
        gone = 0
        while self._bytes > self._most_bytes:
            self._bytes -= len(self._items[gone].whole)
            gone += 1
        if gone and self._floor is not None:
            self._floor += gone
            del self._items[:gone]

    def wake(self) -> None:
        """Have every reader look again."""
        self._made = {}
        heard, self._heard = self._heard, asyncio.Event()
        heard.set()

    @property
    def heard(self) -> asyncio.Event:
        """Set at the next news. Take it before looking, wait for it after: none is then missed."""
        return self._heard

    def reaches(self, position: int) -> bool:
        """Whether what comes after a position is kept, or will be."""
        return self._floor is not None and self._floor <= position <= self._floor + len(self._items)

    def after(self, position: int, wanted: Wanted) -> tuple[bytes, int]:
        """What comes after a position for a reader, and how far that goes; made once for all who want the same.

        Raises `FellBehind`.
        """
        if not self.reaches(position):
            raise FellBehind
        made = self._made.get((position, wanted))
        if made is None:
            made = self._made[position, wanted] = self._make(position, wanted)
        return made

    def _make(self, position: int, wanted: Wanted) -> tuple[bytes, int]:
        frames, size = [], 0
        for item in self._items[position - (self._floor or 0) :]:
            position = item.position
            frames.append(frame := wanted.frame(item))
            size += len(frame)
            if size > CHUNK_BYTES:
                break
        return b"".join(frames), position


async def within(heard: asyncio.Event, seconds: float) -> None:
    """Wait until something is heard, or so many seconds."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await heard.wait()
