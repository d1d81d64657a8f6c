"""Composed answers, declared: each part required or optional, with its own time budget."""

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from prometheus_client import Counter

from gateway.reads import OK, Reads
from gateway.shelf import Reservation
from gateway.upstream import RETRY_AFTER_SECONDS, Reply, UpstreamTimeout, UpstreamUnavailable

MOST_REMEMBERED = 2000
"""Good copies of optional parts that are kept for the time when their service is away."""
LATE = 504
_PARTIAL = Counter("prenan_partial_answers", "Composed answers without one of their parts", ["part", "reason"])
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Ask:
    """One read that a part is made of, and the tags of what it shows."""

    target: str
    tags: frozenset[str]


@dataclass(frozen=True)
class Part:
    """An optional member of a composed answer, made from reads of one service that depend on the required document.

    `budget` is in seconds, for all its reads together; they are made side by side.
    """

    name: str
    service: str
    budget: float
    asks: Callable[[Document], Mapping[str, Ask]]
    join: Callable[[Mapping[str, bytes]], bytes]


@dataclass(frozen=True)
class Composition:
    """A document of `service` that is required within `budget` seconds, and the optional parts added to it."""

    service: str
    budget: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Missing:
    """Why a part is not there, or not as it is now: `age` is that of the last good copy, in seconds, where one is."""

    part: str
    reason: str
    age: float | None = None

    def document(self) -> dict[str, Any]:
        """What the answer says about it."""
        said: dict[str, Any] = {"part": self.part, "reason": self.reason, "retry_after": RETRY_AFTER_SECONDS}
        if self.age is not None:
            said |= {"stale": True, "age_seconds": round(self.age, 1)}
        return said


@dataclass(frozen=True)
class Composed:
    """A whole answer: its bytes, its entity tag, what it was made from, and whether every part is as it is now."""

    body: bytes
    etag: bytes
    tags: frozenset[str]
    is_complete: bool


class PartUnreadable(Exception):
    """A service answered a part with a problem."""


class Composer:
    """Puts composed answers together, and remembers the last good copy of each part."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._good: OrderedDict[tuple[str, tuple[str, ...]], tuple[bytes, float]] = OrderedDict()

    async def compose(self, composition: Composition, root: Reply, reservation: Reservation) -> Composed:
        """The required document `root` with every part that can be had; never later than the largest budget.

        `reservation` holds the tags of `root`, and then those of the parts.
        """
        document = orjson.loads(root.body)
        asked = [(part, part.asks(document)) for part in composition.parts]
        for _, asks in asked:
            self._reads.shelf.extend(reservation, (tag for ask in asks.values() for tag in ask.tags))
        results = await asyncio.gather(*(self._part(part, asks) for part, asks in asked))
        missing = [absent for _, absent in results if absent]
        members = {part.name: body for part, (body, _) in zip(composition.parts, results, strict=True) if body}
        if missing:
            members["partial"] = orjson.dumps([one.document() for one in missing])
        body = _with_members(root.body, members)
        return Composed(body, _etag(root, body), frozenset(reservation.tags), is_complete=not missing)

    async def _part(self, part: Part, asks: Mapping[str, Ask]) -> tuple[bytes | None, Missing | None]:
        remembered = (part.name, tuple(ask.target for ask in asks.values()))
        try:
            body = part.join(await self._read_all(part, asks))
        except UpstreamTimeout:
            return self._last_good(part, remembered, "timeout")
        except UpstreamUnavailable:
            return self._last_good(part, remembered, "unavailable")
        except (PartUnreadable, ValueError, KeyError, TypeError):
            return self._last_good(part, remembered, "failed")
        self._remember(remembered, body)
        return body, None

    async def _read_all(self, part: Part, asks: Mapping[str, Ask]) -> dict[str, bytes]:
        reads = (self._reads.get(part.service, ask.target, ask.tags, part.budget) for ask in asks.values())
        replies = await asyncio.gather(*reads)
        if any(reply.status == LATE for reply in replies):
            raise UpstreamTimeout(f"{part.service} has not taken in what is asked for", upstream=part.service)
        if any(reply.status != OK for reply in replies):
            raise PartUnreadable
        return {label: reply.body for label, reply in zip(asks, replies, strict=True)}

    def _last_good(
        self, part: Part, remembered: tuple[str, tuple[str, ...]], reason: str
    ) -> tuple[bytes | None, Missing]:
        _PARTIAL.labels(part.name, reason).inc()
        if remembered not in self._good:
            return None, Missing(part.name, reason)
        body, at = self._good[remembered]
        return body, Missing(part.name, reason, time.monotonic() - at)

    def forget(self) -> None:
        """Forget every good copy."""
        self._good.clear()

    def _remember(self, remembered: tuple[str, tuple[str, ...]], body: bytes) -> None:
        self._good[remembered] = (body, time.monotonic())
        self._good.move_to_end(remembered)
        if len(self._good) > MOST_REMEMBERED:
            self._good.popitem(last=False)


def _with_members(body: bytes, members: Mapping[str, bytes]) -> bytes:
    """A JSON object's bytes with members added; what is there is copied, never parsed and written again."""
    added = b"".join(b',"%b":%b' % (name.encode(), value) for name, value in members.items())
    return body.rstrip()[:-1] + added + b"}"


def _etag(root: Reply, body: bytes) -> bytes:
    """The version of the required document, which `If-Match` needs, and a digest of all that was added to it."""
    version = (root.header(b"etag") or b'""').strip(b'"')
    return b'"%b-%b"' % (version, hashlib.blake2b(body, digest_size=8).hexdigest().encode())
