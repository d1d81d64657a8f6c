"""The two ends of the bus, whatever carries it: where facts go to, and where they come from."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

from pydantic import ValidationError

from contracts.envelope import Envelope


@dataclass(frozen=True)
class Pending:
    """A fact on its way out: its place in the pending set and the structured CloudEvent."""

    seq: int
    topic: str
    key: str
    payload: str


class EventSink(Protocol):
    """Where the relay sends facts."""

    async def start(self) -> None:
        """Connect."""

    def refusal(self, event: Pending) -> str | None:
        """Why the bus will never take this fact, or None."""

    async def publish(self, events: Sequence[Pending]) -> None:
        """Send in order; return when all are acknowledged. Raises what may pass; then all are sent again."""

    async def close(self) -> None:
        """Disconnect."""


@dataclass(frozen=True)
class Delivery:
    """One fact as it arrived; `envelope` is None where it could not be read, `flaw` then says why."""

    offset: int
    key: str
    write: Callable[[], bytes]
    envelope: Envelope | None
    flaw: str | None = None

    @property
    def payload(self) -> bytes:
        """The fact as it is kept where it cannot be applied; made then, for nearly all are applied."""
        return self.write()


@dataclass(frozen=True)
class Batch:
    """Consecutive facts of one partition; `start` and `end` are offsets, the end excluded."""

    topic: str
    partition: int
    start: int
    end: int
    deliveries: tuple[Delivery, ...]

    def before(self, end: int) -> Self:
        """The part of the batch that comes before an offset."""
        if self.end <= end:
            return self
        due = tuple(one for one in self.deliveries if one.offset < end)
        return replace(self, end=max(end, self.start), deliveries=due)


Offsets = Callable[[str, int], Awaitable[int]]
"""Asks the consumer for the offset of the first fact of (topic, partition) that it has not applied."""


class EventSource(Protocol):
    """Where a consumer gets the facts of one topic from."""

    topic: str

    async def start(self, offsets: Offsets) -> None:
        """Connect; begin each partition at the offset the consumer gives."""

    def batches(self) -> AsyncIterator[Batch]:
        """Batches in order, per partition; an empty one may come while nothing is due."""

    async def done(self, batch: Batch) -> None:
        """Tell the bus, for its own information, that a batch was applied: the consumer's own offset is what counts."""

    async def dead_letter(self, one: Delivery, reason: str) -> None:
        """Show a fact that could not be applied to whoever watches the bus; it stays parked here."""

    async def heads(self) -> Mapping[int, int]:
        """For each partition the offset that the next fact will get."""

    async def close(self) -> None:
        """Disconnect."""


def delivery(offset: int, write: Callable[[], bytes], key: str, read: Callable[[], Envelope]) -> Delivery:
    """A delivery from what was received, which `write` gives; one that cannot be read is kept with its flaw."""
    try:
        envelope = read()
    except (ValidationError, UnicodeDecodeError) as error:
        return Delivery(offset, key, write, None, flaw=f"unreadable: {error}")
    return Delivery(offset, envelope.partitionkey, write, envelope)


class FeedSink:
    """The sink of an installation without a broker: the feed itself is the bus, and takes every fact."""

    async def start(self) -> None:
        """Nothing to connect to."""

    def refusal(self, event: Pending) -> str | None:  # noqa: ARG002 - it takes every fact
        """None: the feed takes every fact."""
        return None

    async def publish(self, events: Sequence[Pending]) -> None:
        """Nothing to send: a position in the feed is publication."""

    async def close(self) -> None:
        """Nothing to disconnect from."""
