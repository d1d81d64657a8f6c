"""Workers of the counters as processes, and what their operator asks of them."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

SECRET = "a secret of at least thirty-two bytes"
Environment = Mapping[str, str]


async def start(environment: Environment, act: str = "run", **more: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE if act != "run" else asyncio.subprocess.DEVNULL
    told = {**environment, **more, "PYTHONPATH": "."}
    command = (sys.executable, "-m", "tests.faults.counting_worker", act)
    return await asyncio.create_subprocess_exec(*command, env=told, stdout=pipe, stderr=asyncio.subprocess.DEVNULL)


@asynccontextmanager
async def working(environment: Environment) -> AsyncIterator[None]:
    process = await start(environment)
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def report(environment: Environment, act: str) -> dict[str, object]:
    process = await start(environment, act)
    out, _ = await process.communicate()
    document: dict[str, object] = json.loads(out)
    return document
