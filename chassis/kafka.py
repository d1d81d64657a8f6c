"""Apache Kafka as the bus: one place sets every option, because aiokafka's defaults lose facts."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import aiokafka
import orjson
from aiokafka.structs import OffsetAndMetadata, TopicPartition

from chassis.bus import Batch, Delivery, Offsets, Pending, delivery
from contracts.envelope import Envelope, as_headers

MAX_MESSAGE_BYTES = 900_000
"""Under the broker's default limit of 1 MiB (message.max.bytes), with room for headers."""
POLL_SECONDS = 1.0
_MAX_FACTS = 1000


def binary(payload: str) -> tuple[bytes, list[tuple[str, bytes]]]:
    """The value and the headers of a structured event of ours in binary mode: taken apart, not checked again."""
    attributes = orjson.loads(payload)
    value = orjson.dumps(attributes.pop("data"))
    del attributes["datacontenttype"]
    return value, as_headers(attributes)


def dead_letters(topic: str) -> str:
    """The topic of a topic's dead letters: `procurement.procedures.v1` has `procurement.procedures.dead.v1`."""
    stem, _, major = topic.rpartition(".")
    return f"{stem}.dead.{major}"


class KafkaSink:
    """Publishes in binary mode with acks=all and an idempotent producer: acknowledged is stored, in order, once."""

    def __init__(self, bootstrap: str, prefix: str = "") -> None:
        self._bootstrap, self._prefix = bootstrap, prefix
        self._producer: aiokafka.AIOKafkaProducer | None = None

    async def start(self) -> None:
        """Connect; raises `aiokafka.errors.KafkaConnectionError`."""
        self._producer = aiokafka.AIOKafkaProducer(
            bootstrap_servers=self._bootstrap,
            acks="all",
            enable_idempotence=True,
            linger_ms=0,
            max_request_size=MAX_MESSAGE_BYTES + 100_000,
            request_timeout_ms=20_000,
        )
        await self._producer.start()

    def refusal(self, event: Pending) -> str | None:
        """A fact too large for the broker is never taken."""
        size = len(event.payload.encode())
        return (
            f"{size} bytes, more than the {MAX_MESSAGE_BYTES} a message may have" if size > MAX_MESSAGE_BYTES else None
        )

    async def publish(self, events: Sequence[Pending]) -> None:
        """Send in order and wait for every acknowledgement; raises `aiokafka.errors.KafkaError`."""
        sent = [await self._send(event) for event in events]
        await asyncio.gather(*sent)

    async def _send(self, event: Pending) -> asyncio.Future[Any]:
        assert self._producer is not None
        value, headers = binary(event.payload)
        future: asyncio.Future[Any] = await self._producer.send(
            self._prefix + event.topic, value, key=event.key.encode(), headers=headers
        )
        return future

    async def send_raw(self, topic: str, key: str, value: bytes, headers: list[tuple[str, bytes]]) -> None:
        """Send one message as it is and wait for its acknowledgement."""
        assert self._producer is not None
        await self._producer.send_and_wait(self._prefix + topic, value, key=key.encode(), headers=headers)

    async def close(self) -> None:
        """Flush and disconnect."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None


class KafkaSource:
    """Reads one topic in a group; where to begin is the consumer's own offset, never Kafka's."""

    def __init__(self, topic: str, bootstrap: str, group: str, prefix: str = "") -> None:
        self.topic, self._prefix = topic, prefix
        self._bootstrap, self._group = bootstrap, group
        self._consumer: aiokafka.AIOKafkaConsumer | None = None
        self._ends: dict[int, int] = {}

    async def start(self, offsets: Offsets) -> None:
        """Join the group; at each assignment every partition begins at the consumer's offset."""
        self._consumer = aiokafka.AIOKafkaConsumer(
            bootstrap_servers=self._bootstrap,
            group_id=self._group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_poll_interval_ms=300_000,
        )
        seeker = _Seeker(self._consumer, self.topic, offsets, self._ends)
        self._consumer.subscribe([self._prefix + self.topic], listener=seeker)
        await self._consumer.start()

    async def batches(self) -> AsyncIterator[Batch]:
        """What arrived, per partition; an empty batch after each second without news."""
        assert self._consumer is not None
        while True:
            records = await self._consumer.getmany(timeout_ms=int(POLL_SECONDS * 1000), max_records=_MAX_FACTS)
            for where, messages in records.items():
                if batch := self._batch(where.partition, messages):
                    yield batch
            if not records:
                yield Batch(self.topic, 0, 0, 0, ())

    def _batch(self, partition: int, messages: Sequence[Any]) -> Batch | None:
        """The messages from the consumer's own offset on; those fetched before it was sought come again."""
        start = self._ends.get(partition)
        due = [] if start is None else [message for message in messages if message.offset >= start]
        if start is None or not due:
            return None
        end = self._ends[partition] = due[-1].offset + 1
        return Batch(self.topic, partition, start, end, tuple(_delivered(message) for message in due))

    async def done(self, batch: Batch) -> None:
        """Commit to Kafka, for those who watch lag there."""
        assert self._consumer is not None
        where = TopicPartition(self._prefix + batch.topic, batch.partition)
        try:
            await self._consumer.commit({where: OffsetAndMetadata(batch.end, "")})
        except aiokafka.errors.CommitFailedError:
            return  # the partition went to another member; our own offset tells who is right

    async def dead_letter(self, one: Delivery, reason: str) -> None:
        """Send a fact that could not be applied to the topic's dead letters, with the reason as a header."""
        sink = KafkaSink(self._bootstrap, self._prefix)
        await sink.start()
        try:
            await sink.send_raw(dead_letters(self.topic), one.key, one.payload, [("reason", reason.encode())])
        finally:
            await sink.close()

    async def heads(self) -> Mapping[int, int]:
        """End offsets of every partition."""
        probe = aiokafka.AIOKafkaConsumer(bootstrap_servers=self._bootstrap, enable_auto_commit=False)
        await probe.start()
        try:
            name = self._prefix + self.topic
            ends = await probe.end_offsets([TopicPartition(name, part) for part in await _partitions(probe, name)])
        finally:
            await probe.stop()
        return {where.partition: end for where, end in ends.items()}

    async def close(self) -> None:
        """Leave the group."""
        if self._consumer is not None:
            await self._consumer.stop()
            self._consumer = None


class _Seeker(aiokafka.ConsumerRebalanceListener):  # type: ignore[misc]
    """Sets each assigned partition to the consumer's own offset."""

    def __init__(self, consumer: Any, topic: str, offsets: Offsets, ends: dict[int, int]) -> None:
        self._consumer, self._topic, self._offsets, self._ends = consumer, topic, offsets, ends

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Nothing to save: the offset moved with each effect. It is asked anew at the next assignment."""
        for where in revoked:
            self._ends.pop(where.partition, None)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Begin where the effects end."""
        for where in assigned:
            offset = await self._offsets(self._topic, where.partition)
            self._consumer.seek(where, offset)
            self._ends[where.partition] = offset


async def _partitions(probe: Any, topic: str) -> set[int]:
    await probe._client.force_metadata_update()
    found: set[int] = probe.partitions_for_topic(topic) or set()
    return found


def _delivered(message: Any) -> Delivery:
    """A message by its envelope, which keeps what its headers said; as it came where it has none."""
    value, key = message.value or b"", (message.key or b"").decode(errors="replace")
    read = Envelope.from_message
    one = delivery(message.offset, lambda: value, key, lambda: read(message.headers, value))
    return replace(one, write=one.envelope.structured) if one.envelope else one
