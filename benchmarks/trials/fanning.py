"""From a commit, or a call, to each of many readers of a stream."""

import asyncio
import re
import time
from collections import defaultdict
from dataclasses import asdict
from typing import Any
from uuid import uuid4

import aiohttp

from benchmarks import processor
from benchmarks.percentiles import Spread
from benchmarks.trials.program import Findings, Plan, main
from benchmarks.trials.visibility import commits, write

PATIENCE_SECONDS = 10.0
_SUBJECT = re.compile(rb'"subject":"([0-9a-f-]{36})"')
_LONGEST = 50
"""Bytes of what is looked for: so much of one piece may belong to the next."""


class Reader(asyncio.Protocol):
    """One connection: notes when each subject came."""

    def __init__(self, request: bytes, seen: dict[str, list[float]]) -> None:
        self._request, self._seen, self._rest = request, seen, b""
        self.began = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        """Ask for the stream."""
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Look at what came."""
        now, data = time.time(), self._rest + data
        end = 0
        for found in _SUBJECT.finditer(data):
            self._seen[found[1].decode()].append(now)
            end = found.end()
        self._rest = data[max(end, len(data) - _LONGEST) :]
        if not self.began.done() and b"\r\n\r\n" in data:
            self.began.set_result(None)


async def _tell(plan: Plan, http: aiohttp.ClientSession, until: float) -> dict[str, float]:
    """Tell the peer's readers one thing after another: the moment of each."""
    told = {}
    while time.time() < until:
        subject = str(uuid4())
        told[subject] = time.time()
        frame = plan["frame"].replace("SUBJECT", subject)
        async with http.post(plan["tell"], data=frame.encode()) as answer:
            assert answer.status == 204
        await asyncio.sleep(plan["pause"])
    return told


async def _written(plan: Plan, http: aiohttp.ClientSession, until: float) -> dict[str, float]:
    """What was written while the readers listened, and when each was committed or said."""
    if "tell" in plan:
        return await _tell(plan, http, until)
    return await commits(plan, set(await write(plan, http, list(plan["bodies"]), until)))


async def fan(plan: Plan) -> Findings:
    """Seconds from each commit to each reader; what a reader did not get is lost."""
    seen: dict[str, list[float]] = defaultdict(list)
    request = f"GET {plan['path']} HTTP/1.1\r\nhost: bench\r\naccept: text/event-stream\r\n\r\n".encode()
    loop, readers = asyncio.get_running_loop(), []
    for _ in range(plan["readers"]):
        _, reader = await loop.create_connection(lambda: Reader(request, seen), "127.0.0.1", plan["port"])
        await asyncio.wait_for(reader.began, PATIENCE_SECONDS)
        readers.append(reader)
    before, began = processor.used(plan["pid"]) or 0.0, time.time()
    async with aiohttp.ClientSession() as http:
        written = await _written(plan, http, began + plan["seconds"])
    elapsed = time.time() - began
    await _whole(written, seen, plan["readers"])
    late: list[Any] = [moment - at for subject, at in written.items() for moment in seen[subject]]
    lost = len(written) * plan["readers"] - len(late)
    cpu = ((processor.used(plan["pid"]) or 0.0) - before) / max(len(late), 1)
    spread = asdict(Spread.of(late))
    return {
        "delivered": len(late),
        "spread": spread,
        "elapsed": elapsed,
        "lost": lost,
        "cpu": cpu,
        "facts": len(written),
    }


async def _whole(written: dict[str, float], seen: dict[str, list[float]], readers: int) -> None:
    """Wait until every reader has everything, but not for ever."""
    until = time.time() + PATIENCE_SECONDS
    while any(len(seen[subject]) < readers for subject in written) and time.time() < until:
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    main(fan)
