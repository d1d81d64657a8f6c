"""Reading a topic to its end: our consumer with its transactions, or the least that reads and counts."""

import time
from collections.abc import Callable

import aiohttp
import aiokafka
import asyncpg
import orjson
from aiokafka.structs import TopicPartition

from benchmarks.trials.program import Findings, Plan, main
from chassis import collector
from chassis.bus import EventSource
from chassis.consumer import Consumer
from chassis.following import PAGE, FeedSource
from chassis.identity import uuid7
from chassis.kafka import KafkaSource
from chassis.persistence import Database, UnitOfWork
from chassis.reactions import Reactions
from services.analytics.application.reactions import reactions as observing
from services.analytics.persistence.unit_of_work import UnitOfWork as Observatory
from services.tenders.application.reactions import reactions as knowing
from services.tenders.persistence.unit_of_work import UnitOfWork as Tenders

KINDS: dict[str, tuple[Callable[[Database], UnitOfWork], Reactions]] = {
    "nothing": (UnitOfWork, Reactions()),
    "observatory": (Observatory, observing),
    "tenders": (Tenders, knowing),
}
"""Who consumes: nobody in particular, whose reaction is none; the observatory; the tenders service."""
_TABLES = "SELECT string_agg(format('projection.%I', tablename), ', ') FROM pg_tables WHERE schemaname = 'projection'"


async def consume(plan: Plan) -> Findings:
    """Read every fact of the topic from the first on: their number, seconds, seconds of this process's processor."""
    collector.spare()
    work = _bare if plan["side"] == "bare" else _ours
    if work is _ours:
        await _forget(plan["database"])
    began, cpu = time.perf_counter(), time.process_time()
    facts = await work(plan)
    return {"facts": facts, "elapsed": time.perf_counter() - began, "cpu": time.process_time() - cpu}


async def _forget(database: str) -> None:
    connection = await asyncpg.connect(database)
    try:
        await connection.execute(f"TRUNCATE {await connection.fetchval(_TABLES)}")
    finally:
        await connection.close()


async def _ours(plan: Plan) -> int:
    begin, reactions = KINDS[plan["side"]]
    async with Database(plan["database"]) as database:
        source = _source(plan)
        heads = await source.heads()
        consumer = Consumer(source, lambda: begin(database), reactions)
        await consumer.until(heads)
    return sum(heads.values())


def _source(plan: Plan) -> EventSource:
    if bootstrap := plan.get("bootstrap"):
        return KafkaSource(plan["topic"], bootstrap, f"bench-{uuid7()}", plan["prefix"])
    return FeedSource(plan["topic"], plan["feed"])


async def _bare(plan: Plan) -> int:
    return await (_bare_topic(plan) if plan.get("bootstrap") else _bare_feed(plan["feed"]))


async def _bare_feed(feed: str) -> int:
    facts = 0
    async with aiohttp.ClientSession() as http:
        while True:
            async with http.get(f"{feed}?after={facts}&limit={PAGE}&include=body") as answer:
                page = orjson.loads(await answer.read())
            facts += len(page["events"])
            if facts >= page["head"]:
                return facts


async def _bare_topic(plan: Plan) -> int:
    name, facts = plan["prefix"] + plan["topic"], 0
    consumer = aiokafka.AIOKafkaConsumer(bootstrap_servers=plan["bootstrap"], group_id=None)
    await consumer.start()
    try:
        partitions = [TopicPartition(name, number) for number in range(plan["partitions"])]
        consumer.assign(partitions)
        await consumer.seek_to_beginning()
        expected = sum((await consumer.end_offsets(partitions)).values())
        while facts < expected:
            records = await consumer.getmany(timeout_ms=1000, max_records=1000)
            facts += sum(len(several) for several in records.values())
    finally:
        await consumer.stop()
    return facts


if __name__ == "__main__":
    main(consume)
