"""The promises of `docs/architecture.md` that a program can check on a live service."""

import asyncio
from collections.abc import Sequence
from typing import Any

from chassis import replay
from chassis.checkpoint import Checkpoint
from chassis.part import Part
from chassis.past import contradicted
from chassis.permanence import UNGUARDED
from chassis.persistence import Database
from chassis.relay import GENESIS, link

PATIENCE_SECONDS = 30.0
_CHAIN_PAGE = 5000

_UNPLACED = """
    SELECT count(*) FROM event_log l WHERE NOT EXISTS (SELECT FROM event_pending p WHERE p.event_id = l.id)
    AND NOT EXISTS (SELECT FROM event_feed f WHERE f.event_id = l.id AND f.topic = l.aggregatetype)
"""
_SEQUENCES = """
    SELECT aggregateid FROM event_log GROUP BY aggregatetype, aggregateid
    HAVING count(*) <> max(sequence) OR count(DISTINCT sequence) <> count(*) OR min(sequence) <> 1 LIMIT 20
"""
_VERSIONS = """
    SELECT coalesce(v.subject, l.subject) AS subject FROM ({versions}) v(subject, version)
    FULL JOIN (SELECT aggregateid AS subject, max(sequence) AS version FROM event_log GROUP BY 1) l USING (subject)
    WHERE v.version IS DISTINCT FROM l.version AND coalesce(v.version, l.version) > 0 LIMIT 20
"""
_DENSE = """
    SELECT topic FROM event_feed GROUP BY topic HAVING min(position) <> 1 OR count(*) <> max(position)
    UNION SELECT h.topic FROM event_head h
    WHERE h.position <> (SELECT coalesce(max(f.position), 0) FROM event_feed f WHERE f.topic = h.topic)
"""
_ORDER = """
    SELECT DISTINCT aggregateid FROM (
        SELECT l.aggregateid,
               l.sequence <= lag(l.sequence) OVER (PARTITION BY f.topic, l.aggregateid ORDER BY f.position) AS back
        FROM event_feed f JOIN event_log l ON l.id = f.event_id AND l.recorded_at = f.recorded_at
    ) o WHERE back LIMIT 20
"""
_CHAIN = """
    SELECT f.position, f.hash, l.payload FROM event_feed f
    JOIN event_log l ON l.id = f.event_id AND l.recorded_at = f.recorded_at
    WHERE f.topic = $1 AND f.position > $2 ORDER BY f.position LIMIT $3
"""


async def verify(part: Part, brought: Sequence[Checkpoint] = ()) -> dict[str, Any]:
    """Check what holds whenever nothing is under way; waits for the outbox and the consumers to drain first.

    `brought` are checkpoints that somebody kept: the journal must still hold what they state.
    """
    async with part.database() as database:
        broken = [*await _drained(database), *await _journal(part, database), *await _guarded(database)]
        for topic in part.topics.values():
            broken += await _chain(database, topic)
            broken += await contradicted(part, database, topic, brought)
        broken += await _consumed(part, database)
    broken += await _projected(part)
    proved = sum(one.topic in part.topics.values() for one in brought)
    return {"service": part.name, "broken": broken, "checkpoints_given": proved}


async def _drained(database: Database) -> list[str]:
    """I1: no fact stays behind in the outbox."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await database.reads.fetchval("SELECT count(*) FROM event_pending WHERE refused IS NULL"):
                await asyncio.sleep(0.1)
    except TimeoutError:
        return ["I1: facts wait in the outbox; is the worker running?"]
    refused = await database.reads.fetchval("SELECT count(*) FROM event_pending WHERE refused IS NOT NULL")
    return [f"I1: the bus refused {refused} facts"] if refused else []


async def _journal(part: Part, database: Database) -> list[str]:
    """I2, I3, I4: every fact has its change and its position; versions and positions have no gap."""
    broken = []
    if lost := await database.reads.fetchval(_UNPLACED):
        broken.append(f"I1: {lost} facts are neither pending nor in the feed")
    queries = {
        "I3: facts of an entity are not 1, 2, 3, …": _SEQUENCES,
        "I4: positions of the feed are not dense": _DENSE,
        "I4: facts of an entity stand out of order in the feed": _ORDER,
    }
    if part.versions:
        queries["I2: version and facts of an entity differ"] = _VERSIONS.format(
            versions=" UNION ALL ".join(part.versions)
        )
    for promise, query in queries.items():
        broken += [f"{promise}: {row[0]}" for row in await database.reads.fetch(query)]
    return broken


async def _guarded(database: Database) -> list[str]:
    """I9: nothing but a disabled trigger lets the journal be changed."""
    return [f"I9: {row[0]} may be changed" for row in await database.reads.fetch(UNGUARDED)]


async def _chain(database: Database, topic: str) -> list[str]:
    """I9: the hash chain verifies from the first fact to the last."""
    position, previous = 0, GENESIS
    while rows := await database.reads.fetch(_CHAIN, topic, position, _CHAIN_PAGE):
        for row in rows:
            previous = link(previous, row["payload"])
            if previous != row["hash"]:
                return [f"I9: the chain of {topic} breaks at position {row['position']}"]
        position = rows[-1]["position"]
    return []


async def _consumed(part: Part, database: Database) -> list[str]:
    """I1: every fact of the followed topics was applied, and none is parked."""
    broken = []
    for consumer in part.consumers(database):
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while await consumer.behind():
                    await asyncio.sleep(0.1)
        except TimeoutError:
            broken.append(f"I1: {await consumer.behind()} facts of {consumer.topic} are not applied")
        finally:
            await consumer.close()
    rows = await database.reads.fetch("SELECT topic, key, count(*) FROM parked_event GROUP BY 1, 2 LIMIT 20")
    return broken + [f"I1: {row[2]} facts of {row[0]} are parked under {row[1]}" for row in rows]


async def _projected(part: Part) -> list[str]:
    """I5: the projection equals its recomputation from the first fact."""
    if not part.follows:
        return []
    async with replay.rebuilt(part) as (compared, _):
        return [f"I5: {name} differs from its recomputation" for name in compared.differing]
