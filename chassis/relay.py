"""The relay: gives every committed fact to the bus, then its dense position and its link in the hash chain."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import asyncpg
import orjson
import structlog

from chassis.bell import FEED, PENDING, Ear
from chassis.bus import EventSink, Pending
from chassis.failpoints import failpoint
from chassis.persistence import Database
from contracts.matter import MENTIONS, matter_of

LOCK = 0x7072656E  # "pren": the advisory lock that makes the relay of a database the only one
BATCH = 1000
POLL_SECONDS = 0.25
"""How late a fact is at most when its hint was lost."""

_log = structlog.get_logger()

_DUE = """
    SELECT p.seq, l.aggregatetype, l.partitionkey, l.payload
    FROM event_pending p JOIN event_log l ON l.id = p.event_id AND l.recorded_at = p.recorded_at
    WHERE NOT EXISTS (SELECT FROM event_pending r WHERE r.refused IS NOT NULL AND r.partitionkey = p.partitionkey)
    ORDER BY p.seq LIMIT $1
"""
_PLACE = """
    WITH due AS (DELETE FROM event_pending WHERE seq = ANY($2::bigint[]) RETURNING seq, event_id, recorded_at)
    INSERT INTO event_feed (topic, position, event_id, recorded_at, hash)
    SELECT $1, f.position, due.event_id, due.recorded_at, f.hash
    FROM unnest($2::bigint[], $3::bigint[], $4::bytea[]) AS f(seq, position, hash) JOIN due USING (seq)
"""
_SAY = """
    INSERT INTO event_matter (partitionkey, topic, position, said)
    SELECT s.key, $1, s.position, s.said
    FROM unnest($2::text[], $3::bigint[], $4::jsonb[]) AS s(key, position, said)
    WHERE NOT EXISTS (SELECT FROM event_matter m WHERE m.partitionkey = s.key AND m.topic = $1 AND m.said = s.said)
"""
_HEAD = """
    INSERT INTO event_head (topic, position, hash) VALUES ($1, $2, $3)
    ON CONFLICT (topic) DO UPDATE SET position = excluded.position, hash = excluded.hash
"""
GENESIS = bytes(32)
"""What the first fact of a topic is chained to."""


def link(previous: bytes, payload: str) -> bytes:
    """The hash of a fact in the chain: SHA-256 over the hash before it and the structured event."""
    return hashlib.sha256(previous + payload.encode()).digest()


def matters(placed: Iterable[tuple[int, Pending]]) -> Iterator[tuple[str, int, str]]:
    """Key, position and matter, as JSON, of the facts that say what their key is about."""
    for position, fact in placed:
        if any(mention in fact.payload for mention in MENTIONS):
            said = matter_of(orjson.loads(fact.payload)["data"])
            if said:
                yield fact.key, position, orjson.dumps(said).decode()


class Relay:
    """Publishes the pending facts of one database in order; only one relay of a database works at a time.

    A crash anywhere repeats and never loses. What the bus refuses holds back its key and lets others through.
    """

    def __init__(self, database: Database, sink: EventSink) -> None:
        self._database, self._sink = database, sink
        self._connection: asyncpg.Connection

    async def run(self) -> None:
        """Publish until cancelled; raises when the database or the bus is lost."""
        self._connection = await self._database.connect()
        ear = Ear(self._database.connect, PENDING)
        try:
            await self._become_the_only_one()
            await self._sink.start()
            while True:
                heard = ear.heard
                if not await self.publish_due():
                    await ear.wait_for(heard, POLL_SECONDS)
        finally:
            await ear.close()
            await self._sink.close()
            self._connection.terminate()

    async def _become_the_only_one(self) -> None:
        while not await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
            await asyncio.sleep(POLL_SECONDS)

    async def publish_due(self) -> int:
        """Publish one batch of what is due; the number of facts it took up."""
        due = [Pending(*row) for row in await self._connection.fetch(_DUE, BATCH)]
        failpoint("relay.read")
        facts, refused = self._sort_out(due)
        await self._sink.publish(facts)
        failpoint("relay.acknowledged")
        if facts:
            await self._place(facts)
            await self._connection.execute(f"NOTIFY {FEED}")
        if refused:
            await self._refuse(refused)
        return len(facts)

    def _sort_out(self, due: list[Pending]) -> tuple[list[Pending], dict[int, str]]:
        sent, refused, held = [], {}, set()
        for fact in due:
            if fact.key in held:
                continue
            if reason := self._sink.refusal(fact):
                refused[fact.seq] = reason
                held.add(fact.key)
            else:
                sent.append(fact)
        return sent, refused

    async def _place(self, facts: Sequence[Pending]) -> None:
        """Give facts their positions and take them off the pending set, in one transaction."""
        by_topic: dict[str, list[Pending]] = defaultdict(list)
        for fact in facts:
            by_topic[fact.topic].append(fact)
        async with self._connection.transaction():
            for topic, its_facts in by_topic.items():
                await self._place_topic(topic, its_facts)
            failpoint("relay.placing")

    async def _place_topic(self, topic: str, facts: list[Pending]) -> None:
        head = await self._connection.fetchrow("SELECT position, hash FROM event_head WHERE topic = $1", topic)
        position, previous = (head["position"], head["hash"]) if head else (0, GENESIS)
        hashes = []
        for fact in facts:
            previous = link(previous, fact.payload)
            hashes.append(previous)
        last = position + len(facts)
        seqs = [fact.seq for fact in facts]
        await self._connection.execute(_PLACE, topic, seqs, list(range(position + 1, last + 1)), hashes)
        await self._connection.execute(_HEAD, topic, last, previous)
        if said := list(matters(zip(range(position + 1, last + 1), facts, strict=True))):
            await self._connection.execute(_SAY, topic, *map(list, zip(*said, strict=True)))

    async def _refuse(self, refused: dict[int, str]) -> None:
        for seq, reason in refused.items():
            _log.error("fact refused by the bus; its key waits", seq=seq, reason=reason)
            await self._connection.execute("UPDATE event_pending SET refused = $2 WHERE seq = $1", seq, reason)
