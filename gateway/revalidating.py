"""Answers that may be given once more after they changed, where a new one takes its time (RFC 5861)."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass

from gateway.seeing import asked
from gateway.shelf import Entry, Shelf
from gateway.upstream import Reply, UpstreamUnavailable

SOON_SECONDS = 0.25
"""How long a new answer is waited for before the one before it is given."""
WHILE_SECONDS = 60
"""How long after it changed an answer may still be given while a new one is being made."""
IF_ERROR_SECONDS = 600
"""How long after it changed an answer may still be given while its service does not answer."""
CACHE_CONTROL = f"max-age=0, stale-while-revalidate={WHILE_SECONDS}, stale-if-error={IF_ERROR_SECONDS}".encode()
Found = Entry | Reply


@dataclass(frozen=True, slots=True)
class Stale:
    """An answer as it was `age` seconds ago; it may have changed since."""

    entry: Entry
    age: int

    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """What says so: RFC 9111 and RFC 9211."""
        return (b"age", b"%d" % self.age), (b"cache-status", b"prenan; hit; ttl=-%d" % self.age)


class Revalidating:
    """Asks for a new answer once, however many wait for it; those who would wait long are given the one before."""

    def __init__(self, shelf: Shelf, patience: float = 1.0) -> None:
        self._shelf, self._soon = shelf, SOON_SECONDS * patience
        self._asking: dict[Hashable, asyncio.Task[Found]] = {}

    @property
    def is_asking(self) -> bool:
        """Whether a new answer is on its way."""
        return bool(self._asking)

    async def read(self, key: Hashable, ask: Callable[[], Awaitable[Found]]) -> Found | Stale:
        """What `ask` finds, or the answer before it; raises `UpstreamUnavailable` where there is neither."""
        before = None if asked.get() else self._shelf.stale(key)
        if before is None or before[1] > IF_ERROR_SECONDS:
            return await ask()
        stale = Stale(before[0], round(before[1]))
        asking = self._asking.get(key) or self._begin(key, ask)
        await asyncio.wait({asking}, timeout=self._soon if stale.age <= WHILE_SECONDS else None)
        if not asking.done() or isinstance(asking.exception(), UpstreamUnavailable):
            return stale
        return asking.result()

    def _begin(self, key: Hashable, ask: Callable[[], Awaitable[Found]]) -> asyncio.Task[Found]:
        self._asking[key] = asking = asyncio.ensure_future(ask())

        def ended(_: asyncio.Task[Found]) -> None:
            del self._asking[key]
            asking.cancelled() or asking.exception()  # whoever waited has been told

        asking.add_done_callback(ended)
        return asking
