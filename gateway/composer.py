"""Puts composed answers together; what is not there in time is said, and replaced by its last good copy."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from prometheus_client import Counter

from gateway.choosing import tag_of
from gateway.composition import Ask, Part, Subject
from gateway.reads import OK, Reads, own_headers
from gateway.shelf import Reservation
from gateway.upstream import RETRY_AFTER_SECONDS, Reply, UpstreamTimeout, UpstreamUnavailable

MOST_REMEMBERED = 2000
"""Good copies of optional parts that are kept for the time when their service is away."""
NOTHING = Reply(OK, (), b"{}")
"""What an answer without a document of its own begins with."""
_ABSENT, _LATE = 404, 504
_PARTIAL = Counter("prenan_partial_answers", "Composed answers without one of their parts", ["part", "reason"])
Remembered = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Missing:
    """Why a part is not there, or not as it is now: `age` is that of the last good copy, in seconds, where one is."""

    part: Part
    reason: str
    age: float | None = None

    def document(self) -> dict[str, Any]:
        """What the answer says about it."""
        said: dict[str, Any] = {"part": self.part.name, "reason": self.reason, "retry_after": RETRY_AFTER_SECONDS}
        if self.age is not None:
            said |= {"stale": True, "age_seconds": round(self.age, 1)}
        return said


@dataclass(frozen=True)
class Composed:
    """A whole answer: its bytes, its entity tag, what it was made from, and whether it may be kept for others."""

    body: bytes
    etag: bytes
    tags: frozenset[str]
    may_be_kept: bool
    is_private: bool


class PartUnreadable(Exception):
    """A service answered a part with a problem."""


class Composer:
    """Puts composed answers together, and remembers the last good copy of each part that everybody may see."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._good: OrderedDict[Remembered, tuple[bytes, float]] = OrderedDict()

    async def compose(self, parts: Sequence[Part], subject: Subject, root: Reply, reservation: Reservation) -> Composed:
        """The document `root` with every part that can be had; never later than the largest budget.

        `reservation` holds the tags of `root`, and then those of the parts. Raises `UpstreamUnavailable` without a
        required part, or where nothing at all can be shown.
        """
        asked = [(part, _asks(part, subject)) for part in parts]
        asks = [ask for _, of_part in asked for ask in (of_part or {}).values()]
        self._reads.shelf.extend(reservation, (tag for ask in asks for tag in ask.tags))
        results = await asyncio.gather(*(self._part(part, of_part, subject.token) for part, of_part in asked))
        missing = [absent for _, absent in results if absent]
        members = {part.name: body for part, (body, _) in zip(parts, results, strict=True) if body is not None}
        _must_suffice(root, members, missing)
        if missing:
            members["partial"] = orjson.dumps([one.document() for one in missing])
        body, is_private = _with_members(root.body, members), any(part.scope for part in parts)
        may_be_kept = not missing and not is_private and all(ask.tags for ask in asks)
        return Composed(body, tag_of(root.header(b"etag"), body), frozenset(reservation.tags), may_be_kept, is_private)

    async def _part(
        self, part: Part, asks: Mapping[str, Ask] | None, token: str
    ) -> tuple[bytes | None, Missing | None]:
        if asks is None:
            return None, Missing(part, "failed")
        remembered = (part.name, tuple(ask.target for ask in asks.values()))
        try:
            body = part.join(await self._read_all(part, asks, token))
        except UpstreamTimeout:
            return self._last_good(part, remembered, "timeout")
        except UpstreamUnavailable:
            return self._last_good(part, remembered, "unavailable")
        except (PartUnreadable, ValueError, KeyError, TypeError):
            return self._last_good(part, remembered, "failed")
        if not part.scope:
            self._remember(remembered, body)
        return body, None

    async def _read_all(self, part: Part, asks: Mapping[str, Ask], token: str) -> dict[str, bytes]:
        replies = await asyncio.gather(*(self._read(part, ask, token) for ask in asks.values()))
        if any(reply.status == _LATE for reply in replies):
            raise UpstreamTimeout(f"{part.service} has not taken in what is asked for", upstream=part.service)
        if any(reply.status not in (OK, _ABSENT) for reply in replies):
            raise PartUnreadable
        bodies = (reply.body if reply.status == OK else b"null" for reply in replies)
        return dict(zip(asks, bodies, strict=True))

    async def _read(self, part: Part, ask: Ask, token: str) -> Reply:
        if ask.tags and not part.scope:
            return await self._reads.get(part.service, ask.target, ask.tags, part.budget)
        headers = own_headers() | ({"prenan-principal": token} if part.scope else {})
        return await self._reads.upstreams[part.service].call("GET", ask.target, headers, deadline=part.budget)

    def _last_good(self, part: Part, remembered: Remembered, reason: str) -> tuple[bytes | None, Missing]:
        _PARTIAL.labels(part.name, reason).inc()
        if remembered not in self._good or part.scope:
            return None, Missing(part, reason)
        body, at = self._good[remembered]
        return body, Missing(part, reason, time.monotonic() - at)

    def forget(self) -> None:
        """Forget every good copy."""
        self._good.clear()

    def _remember(self, remembered: Remembered, body: bytes) -> None:
        self._good[remembered] = (body, time.monotonic())
        self._good.move_to_end(remembered)
        if len(self._good) > MOST_REMEMBERED:
            self._good.popitem(last=False)


def _asks(part: Part, subject: Subject) -> Mapping[str, Ask] | None:
    """The reads of a part; None where the document does not say what they would need."""
    try:
        return part.asks(subject)
    except (ValueError, KeyError, TypeError):
        return None


def _must_suffice(root: Reply, members: Mapping[str, bytes], missing: Sequence[Missing]) -> None:
    """Refuse an answer without a required part, or of nothing."""
    if root is NOTHING and missing and not members:
        raise UpstreamUnavailable(
            "None of the parts of this answer can be had", parts=[one.part.name for one in missing]
        )
    for one in missing:
        if one.part.is_required:
            said = f"The part {one.part.name} cannot be had: {one.reason}"
            raise UpstreamUnavailable(said, upstream=one.part.service, part=one.part.name)


def _with_members(body: bytes, members: Mapping[str, bytes]) -> bytes:
    """A JSON object's bytes with members added; what is there is copied, never parsed and written again."""
    added = b",".join(b'"%b":%b' % (name.encode(), value) for name, value in members.items())
    opened = body.rstrip()[:-1]
    comma = b"," if added and opened.rstrip() != b"{" else b""
    return b"%b%b%b}" % (opened, comma, added)
