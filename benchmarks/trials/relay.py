"""Emptying an outbox: our relay, or the least that reads what is pending, sends it and deletes it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiokafka
import asyncpg

from benchmarks.trials.program import Findings, Plan, main
from chassis.bus import EventSink, FeedSink
from chassis.kafka import KafkaSink
from chassis.persistence import Database
from chassis.relay import Relay

_RELEASE = "DROP FUNCTION IF EXISTS refuse_journal_change() CASCADE"
_EMPTY = "TRUNCATE event_log, event_pending, event_feed, event_head"
_FILL = """
    WITH fact AS (
        INSERT INTO event_log (id, recorded_at, aggregatetype, aggregateid, type, partitionkey, sequence, payload)
        SELECT gen_random_uuid(), now(), $2, n::text, $3, n::text, 1, $4 FROM generate_series(1, $1::int) AS n
        RETURNING id, recorded_at, partitionkey
    )
    INSERT INTO event_pending (event_id, recorded_at, partitionkey) SELECT * FROM fact
"""
_DUE = """
    SELECT p.seq, l.payload, l.partitionkey
    FROM event_pending p JOIN event_log l ON l.id = p.event_id AND l.recorded_at = p.recorded_at
    ORDER BY p.seq LIMIT 1000
"""
_DELETE = "DELETE FROM event_pending WHERE seq = ANY($1::bigint[])"
_LEFT = "SELECT EXISTS (SELECT FROM event_pending)"


async def relay(plan: Plan) -> Findings:
    """Fill the outbox, then empty it: seconds, and seconds of this process's processor."""
    connection = await asyncpg.connect(plan["database"])
    try:
        await connection.execute(_RELEASE)
        await connection.execute(_EMPTY)
        await connection.execute(_FILL, plan["facts"], plan["topic"], plan["type"], plan["payload"])
        await connection.execute("ANALYZE event_log, event_pending")
        work = _ours if plan["side"] == "ours" else _bare
        began, cpu = time.perf_counter(), time.process_time()
        await work(plan, connection)
        return {"elapsed": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    finally:
        await connection.close()


async def _ours(plan: Plan, connection: asyncpg.Connection) -> None:
    sink: EventSink = KafkaSink(plan["bootstrap"], plan["prefix"]) if plan.get("bootstrap") else FeedSink()
    async with Database(plan["database"]) as database:
        running = asyncio.create_task(Relay(database, sink).run())
        while await connection.fetchval(_LEFT):
            await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _bare(plan: Plan, connection: asyncpg.Connection) -> None:
    if not plan.get("bootstrap"):
        await _emptied(connection, _nowhere)
        return
    producer = aiokafka.AIOKafkaProducer(bootstrap_servers=plan["bootstrap"], acks="all", enable_idempotence=True)
    await producer.start()

    async def send(rows: list[Any]) -> None:
        name = plan["prefix"] + plan["topic"]
        keyed = [(row["payload"].encode(), row["partitionkey"].encode()) for row in rows]
        await asyncio.gather(*[await producer.send(name, value, key=key) for value, key in keyed])

    try:
        await _emptied(connection, send)
    finally:
        await producer.stop()


async def _nowhere(rows: list[Any]) -> None:
    """The feed is the bus: there is nothing to send."""


async def _emptied(connection: asyncpg.Connection, send: Callable[[list[Any]], Awaitable[None]]) -> None:
    while rows := await connection.fetch(_DUE):
        await send(rows)
        await connection.execute(_DELETE, [row["seq"] for row in rows])


if __name__ == "__main__":
    main(relay)
