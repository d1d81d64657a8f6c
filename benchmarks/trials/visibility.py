"""From commit to visible: writers register suppliers while a reader follows the feed or the topic."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

import aiohttp
import aiokafka
import asyncpg
import orjson

from benchmarks.trials.program import Findings, Plan, main

PATIENCE_SECONDS = 10.0
WARMING_SECONDS = 0.5
"""What is written first meets processes that never wrote before: it may not be lost, but it is not timed."""
_COMMITS = """
    SELECT aggregateid, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 AS at FROM event_log
    WHERE aggregateid = ANY($1)
"""


async def read_feed(plan: Plan, http: aiohttp.ClientSession) -> AsyncIterator[list[str]]:
    """The subjects of the facts of the feed from its head on, as they come, by long-poll."""
    async with http.get(f"{plan['feed']}?limit=1") as answer:
        after = (await answer.json())["head"]
    yield []
    while True:
        async with http.get(f"{plan['feed']}?after={after}&limit=1000&wait=5") as answer:
            page = orjson.loads(await answer.read())
        assert [item["position"] for item in page["events"]] == list(range(after + 1, page["next"] + 1))
        after = page["next"]
        yield [item["subject"] for item in page["events"]]


async def read_topic(plan: Plan) -> AsyncIterator[list[str]]:
    """The subjects of the messages of the topic from its end on, as they come."""
    consumer = aiokafka.AIOKafkaConsumer(plan["topic"], bootstrap_servers=plan["bootstrap"], group_id=None)
    await consumer.start()
    try:
        await consumer.seek_to_end()
        yield []
        while True:
            records = await consumer.getmany(timeout_ms=1000)
            yield [dict(one.headers)["ce_subject"].decode() for several in records.values() for one in several]
    finally:
        await consumer.stop()


class Look:
    """When each subject was first seen, on the clock of the machine."""

    def __init__(self, source: AsyncIterator[list[str]]) -> None:
        self._source = source
        self.seen: dict[str, float] = {}
        self.twice = 0
        self.ready = asyncio.Event()

    async def follow(self) -> None:
        """Look until cancelled."""
        async for subjects in self._source:
            now = time.time()
            self.ready.set()
            self.twice += sum(subject in self.seen for subject in subjects)
            self.seen |= {subject: now for subject in subjects if subject not in self.seen}

    async def whole(self, accepted: set[str]) -> None:
        """Wait until everything that was accepted is seen, but not for ever."""
        until = time.time() + PATIENCE_SECONDS
        while not accepted <= self.seen.keys() and time.time() < until:
            await asyncio.sleep(0.05)


async def write(plan: Plan, http: aiohttp.ClientSession, bodies: list[str], until: float) -> list[str]:
    """Register suppliers one after another, with a pause where the plan has one: the ids that were accepted."""
    accepted = []
    while bodies and time.time() < until:
        async with http.post(plan["url"], data=bodies.pop(), headers=plan["headers"]) as answer:
            assert answer.status == 201, await answer.text()
            accepted.append(json.loads(await answer.read())["id"])
        await asyncio.sleep(plan["pause"])
    return accepted


async def watch(plan: Plan) -> Findings:
    """Seconds from each commit until its fact was seen; what was accepted and never seen is lost."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        look = Look(read_topic(plan) if plan.get("bootstrap") else read_feed(plan, http))
        following = asyncio.create_task(look.follow())
        await look.ready.wait()
        began = time.time()
        bodies, until = list(plan["bodies"]), began + WARMING_SECONDS + plan["seconds"]
        written = await asyncio.gather(*(write(plan, http, bodies, until) for _ in range(plan["writers"])))
        elapsed = time.time() - began - WARMING_SECONDS
        accepted = {subject for one in written for subject in one}
        await look.whole(accepted)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    committed = await commits(plan, accepted)
    lost = len(accepted - look.seen.keys())
    warm = began + WARMING_SECONDS
    late = [look.seen[subject] - at for subject, at in committed.items() if subject in look.seen and at > warm]
    return {"seconds": late, "elapsed": elapsed, "lost": lost, "twice": look.twice}


async def commits(plan: Plan, subjects: set[str]) -> dict[str, float]:
    """The moment of each commit, on the clock of the machine."""
    connection = await asyncpg.connect(plan["database"])
    try:
        return {row["aggregateid"]: row["at"] for row in await connection.fetch(_COMMITS, list(subjects))}
    finally:
        await connection.close()


if __name__ == "__main__":
    main(watch)
