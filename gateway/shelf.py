"""Answers kept ready as bytes, and dropped by what happens rather than by time."""

import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

OVERHEAD_BYTES = 1000
"""What an entry costs beside its body, roughly."""


class Voucher(Protocol):
    """Whoever would have heard if something had changed: `vouches_until` is on the clock of `time.monotonic`."""

    vouches_until: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A ready answer: its body, entity tag and route, what it was made from, and who vouches that nothing changed."""

    body: bytes
    etag: bytes
    route: object = None
    tags: frozenset[str] = frozenset()
    vouchers: tuple[Voucher, ...] = ()
    cache_control: bytes = b"no-cache"
    may_be_stale: bool = False
    """Whether it may be given once more after it was dropped."""
    tail: Callable[[], bytes] | None = None
    """The end of the body, where it is not the same each time."""

    def whole(self) -> bytes:
        """The body as it is now."""
        return self.body + self.tail() if self.tail else self.body


@dataclass(eq=False, slots=True)
class Reservation:
    """A place for an answer that is being fetched; void once a tag of it was dropped, as the answer may be older."""

    tags: set[str] = field(default_factory=set)
    is_void: bool = False


class Shelf:
    """The entries by key, the least recently used leaving first, and by tag, to be dropped."""

    def __init__(self, max_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._max_bytes, self._clock = max_bytes, clock
        self._bytes = 0
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._dropped: dict[Hashable, float] = {}
        self._keys: defaultdict[str, set[Hashable]] = defaultdict(set)
        self._reserved: defaultdict[str, set[Reservation]] = defaultdict(set)

    def get(self, key: Hashable) -> Entry | None:
        """The entry of a key, if there is one and everyone vouches for it now."""
        entry = self._entries.get(key)
        if entry is None or key in self._dropped:
            return None
        now = self._clock()
        for voucher in entry.vouchers:
            if voucher.vouches_until < now:
                return None
        self._entries.move_to_end(key)
        return entry

    def stale(self, key: Hashable) -> tuple[Entry, float] | None:
        """An entry that may be given though it changed, or is not vouched for any more, and since how many seconds."""
        entry, now = self._entries.get(key), self._clock()
        if entry is None or not entry.may_be_stale:
            return None
        since = min(now, self._dropped.get(key, now), *(voucher.vouches_until for voucher in entry.vouchers))
        return entry, now - since

    @contextmanager
    def reservation(self, tags: Iterable[str]) -> Iterator[Reservation]:
        """Hold a place while an answer is fetched, so that a fact that comes meanwhile is not missed."""
        made = Reservation()
        self.extend(made, tags)
        try:
            yield made
        finally:
            for tag in made.tags:
                self._release(tag, made)

    def extend(self, reservation: Reservation, tags: Iterable[str]) -> None:
        """Hold the place against changes of more things, from now on."""
        for tag in tags:
            reservation.tags.add(tag)
            self._reserved[tag].add(reservation)

    def _release(self, tag: str, reservation: Reservation) -> None:
        if holders := self._reserved.get(tag):
            holders.discard(reservation)
            if not holders:
                del self._reserved[tag]

    def keep(self, key: Hashable, entry: Entry, reservation: Reservation) -> None:
        """Keep an answer, unless something it was made from changed since its place was reserved."""
        if reservation.is_void:
            return
        self._remove(key)
        self._entries[key] = entry
        self._bytes += len(entry.body) + OVERHEAD_BYTES
        for tag in entry.tags:
            self._keys[tag].add(key)
        while self._bytes > self._max_bytes:
            self._remove(next(iter(self._entries)))

    def drop(self, *tags: str) -> None:
        """Forget every answer that was made from something that changed, and those on their way."""
        for tag in tags:
            for key in list(self._keys.get(tag, ())):
                self._leave(key)
            for reservation in self._reserved.pop(tag, ()):
                reservation.is_void = True

    def _leave(self, key: Hashable) -> None:
        """An answer changed: it goes, unless it may be given once more."""
        if self._entries[key].may_be_stale:
            self._dropped.setdefault(key, self._clock())
        else:
            self._remove(key)

    def clear(self) -> None:
        """Forget everything."""
        self.drop(*self._keys, *self._reserved)
        for key in list(self._entries):
            self._remove(key)

    def _remove(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        self._dropped.pop(key, None)
        if entry is None:
            return
        self._bytes -= len(entry.body) + OVERHEAD_BYTES
        for tag in entry.tags:
            if keys := self._keys.get(tag):
                keys.discard(key)
                if not keys:
                    del self._keys[tag]
