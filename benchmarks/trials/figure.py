"""From commit to the public figure: contracts are recorded one by one while a reader asks for their count."""

import asyncio
import time

import aiohttp
import asyncpg

from benchmarks.trials.program import Findings, Plan, main

PATIENCE_SECONDS = 10.0
PAUSE_SECONDS = 0.003
_COMMIT = """
    SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 FROM event_log WHERE aggregateid = $1
"""


async def watch(plan: Plan) -> Findings:
    """Seconds from each commit until the figure has counted it."""
    late = []
    connection = await asyncpg.connect(plan["database"])
    try:
        async with aiohttp.ClientSession() as http:
            for number, record in enumerate(plan["records"], start=1):
                body = {"records": [record]}
                async with http.post(plan["url"], json=body, headers=plan["headers"]) as answer:
                    assert answer.ok, await answer.text()
                    contract = (await answer.json())["results"][0]["id"]
                seen = await _counted(http, plan["figure"], number)
                late.append(seen - await connection.fetchval(_COMMIT, contract))
    finally:
        await connection.close()
    return {"seconds": late}


async def _counted(http: aiohttp.ClientSession, figure: str, number: int) -> float:
    until = time.time() + PATIENCE_SECONDS
    while time.time() < until:
        async with http.get(figure) as answer:
            if (await answer.json())["numerator"] >= number:
                return time.time()
        await asyncio.sleep(PAUSE_SECONDS)
    raise TimeoutError(f"contract {number} was not counted in {PATIENCE_SECONDS:.0f} s")


if __name__ == "__main__":
    main(watch)
