"""From commit to figure under load: contracts are recorded at a steady rate while a reader asks for a count."""

import asyncio
import time

import aiohttp
import asyncpg

from benchmarks.trials.program import Findings, Plan, main

PATIENCE_SECONDS = 30.0
PAUSE_SECONDS = 0.01
_COMMITS = """
    SELECT min(extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8) AS at FROM event_log
    WHERE aggregateid = ANY($1) GROUP BY aggregateid
"""
"""Of the first fact of each: a contract whose last day is over is told to have ended soon after."""


class Watch:
    """When the count of contracts of one buyer was first seen to be so high."""

    def __init__(self, http: aiohttp.ClientSession, figure: str, most: int) -> None:
        self._http, self._figure, self._most = http, figure, most
        self.seen: list[float] = []

    async def follow(self) -> None:
        """Ask until the last contract is counted."""
        while len(self.seen) < self._most:
            async with self._http.get(self._figure) as answer:
                counted = int((await answer.json())["numerator"] or 0)
            self.seen += [time.time()] * (counted - len(self.seen))
            await asyncio.sleep(PAUSE_SECONDS)


async def watch(plan: Plan) -> Findings:
    """Seconds from the commit of the first contract of each batch, which is the watched buyer's, to its figure."""
    async with aiohttp.ClientSession() as http:
        following = Watch(http, plan["figure"], len(plan["batches"]))
        task = asyncio.create_task(following.follow())
        began = time.time()
        ids = await _write(http, plan, began)
        written = time.time() - began
        await asyncio.wait([task], timeout=PATIENCE_SECONDS)
        task.cancel()
    commits = await _commits(plan["database"], ids)
    late = [seen - at for seen, at in zip(following.seen, commits, strict=False)]
    facts = sum(map(len, plan["batches"]))
    return {"seconds": late, "rate": facts / written, "lost": len(ids) - len(late)}


async def _write(http: aiohttp.ClientSession, plan: Plan, began: float) -> list[str]:
    """Send the batches at their times, or as soon after as the service answers: the ids of their first contracts."""
    ids = []
    for number, records in enumerate(plan["batches"]):
        await asyncio.sleep(max(began + number * plan["every"] - time.time(), 0))
        async with http.post(plan["url"], json={"records": records}, headers=plan["headers"]) as answer:
            assert answer.ok, await answer.text()
            ids.append((await answer.json())["results"][0]["id"])
    return ids


async def _commits(address: str, ids: list[str]) -> list[float]:
    """When each contract was committed, in the order of these moments."""
    connection = await asyncpg.connect(address)
    try:
        return sorted(row["at"] for row in await connection.fetch(_COMMITS, ids))
    finally:
        await connection.close()


if __name__ == "__main__":
    main(watch)
