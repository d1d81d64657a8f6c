"""The outbox: facts are written in the transaction of the change they tell, and wait there for the relay."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import position
from chassis.aggregate import Told
from chassis.clock import WORLD, Clock
from chassis.identity import uuid7
from chassis.telemetry import correlation, traceparent
from contracts.envelope import Envelope

_WRITE = text("""
    WITH fact AS (
        SELECT * FROM unnest(
            CAST(:ids AS uuid[]), CAST(:topics AS text[]), CAST(:subjects AS text[]), CAST(:types AS text[]),
            CAST(:keys AS text[]), CAST(:versions AS bigint[]), CAST(:payloads AS text[])
        ) WITH ORDINALITY AS f(id, topic, subject, type, key, version, payload, turn)
    ), logged AS (
        INSERT INTO event_log (id, recorded_at, aggregatetype, aggregateid, type, partitionkey, sequence, payload)
        SELECT id, CAST(:at AS timestamptz), topic, subject, type, key, version, payload FROM fact
    )
    INSERT INTO event_pending (event_id, recorded_at, partitionkey)
    SELECT id, CAST(:at AS timestamptz), key FROM fact ORDER BY turn
""")


def enveloped(told: Told, source: str, at: datetime, clock: Clock = WORLD) -> Envelope:
    """The told fact as the CloudEvent it will travel in, recorded `at` a real instant.

    `time` is platform time, as every instant inside a fact: that which the fact was told with, or else that of the
    record. `recordedtime` is real, as the journal's partitions and the ages that operators watch.
    """
    return Envelope(
        id=uuid7(),
        source=source,
        type=told.fact.wire_type(),
        subject=told.subject,
        time=told.at or clock.at(at),
        dataschema=told.fact.schema_url(),
        partitionkey=told.key,
        sequence=f"{told.version:012}",
        traceparent=traceparent.get(),
        correlationid=correlation.get(),
        recordedtime=at,
        data=told.fact.model_dump(mode="json"),
    )


async def write(session: AsyncSession, source: str, facts: Sequence[Told], clock: Clock = WORLD) -> None:
    """Write facts to the journal and to the pending set, in their order, within the session's transaction.

    The rows that changed must be flushed before: their locks are what keeps the facts of one entity in order.
    """
    at = datetime.now(UTC)
    envelopes = [enveloped(told, source, at, clock) for told in facts]
    columns = {
        "ids": [envelope.id for envelope in envelopes],
        "topics": [told.topic for told in facts],
        "subjects": [told.subject for told in facts],
        "types": [envelope.type for envelope in envelopes],
        "keys": [told.key for told in facts],
        "versions": [told.version for told in facts],
        "payloads": [envelope.structured().decode() for envelope in envelopes],
    }
    await session.execute(_WRITE, {**columns, "at": at})
    if noted := position.noted.get():
        noted.note(facts)
