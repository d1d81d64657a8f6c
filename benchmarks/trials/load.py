"""A client that keeps so many connections of a server busy: `requests` again and again for `seconds`, or once each."""

import asyncio
import re
import time
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from benchmarks.trials.program import Findings, Plan, main

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_BODILESS = frozenset({204, 304})
_STATUS = slice(len(b"HTTP/1.1 "), len(b"HTTP/1.1 200"))


class Tally:
    """What all connections found together."""

    def __init__(self, expected: int, least: int, until: float) -> None:
        self.expected, self.least, self.until = expected, least, until
        self.seconds: list[float] = []
        self.failed = 0
        self.last = 0.0
        self.first_failure = b""

    def add(self, seconds: float, status: int, length: int, at: float, head: bytes) -> None:
        """Count one answer; of another status, or shorter than `least` bytes, it is a failure."""
        self.seconds.append(seconds)
        self.last = at
        if status != self.expected or length < self.least:
            self.failed += 1
            self.first_failure = self.first_failure or head


class Caller(asyncio.Protocol):
    """One connection: the next request as soon as the answer to the last is whole."""

    def __init__(self, requests: Iterator[bytes], tally: Tally) -> None:
        self._requests, self._tally = requests, tally
        self._head, self._left, self._length, self._sent = b"", 0, 0, 0.0
        self._status = 0
        self.done = asyncio.get_running_loop().create_future()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport
        self._ask()

    def connection_lost(self, _: Exception | None) -> None:
        """A server that hangs up ends this connection's part."""
        if not self.done.done():
            self._tally.failed += 1
            self.done.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Take what arrived; bodies are counted, never kept."""
        if not self._left:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return
            self._length = self._announced(end)
            self._left = self._length - (len(self._head) - end - 4)
        else:
            self._left -= len(data)
        if not self._left:
            self._answered()

    def _announced(self, end: int) -> int:
        self._status = int(self._head[_STATUS])
        if self._status in _BODILESS:
            return 0
        found = _LENGTH.search(self._head, 0, end)
        if found is None:
            raise ValueError(f"no length: {self._head[:end]!r}")
        return int(found[1])

    def _answered(self) -> None:
        now = time.perf_counter()
        self._tally.add(now - self._sent, self._status, self._length, now, self._head)
        self._head = b""
        self._ask()

    def _ask(self) -> None:
        request = next(self._requests, None) if time.perf_counter() < self._tally.until else None
        if request is None:
            self.done.set_result(None)
            self._transport.close()
        else:
            self._sent = time.perf_counter()
            self._transport.write(request)


def rendered(request: dict[str, Any], host: str) -> bytes:
    """A request as bytes."""
    body = str(request.get("body", "")).encode()
    headers = {"host": host, **request.get("headers", {})}
    if body:
        headers |= {"content-type": "application/json", "content-length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{request.get('method', 'GET')} {request['path']} HTTP/1.1\r\n{lines}\r\n".encode() + body


async def load(plan: Plan) -> Findings:
    """Load the server of the plan."""
    host = f"127.0.0.1:{plan['port']}"
    requests = [rendered(one, host) for one in plan["requests"]]
    turns = iter(requests) if plan["once"] else cycle(requests)
    began = time.perf_counter()
    tally = Tally(plan["expected"], plan["least"], began + plan["seconds"])
    loop = asyncio.get_running_loop()
    opening = (
        loop.create_connection(lambda: Caller(turns, tally), "127.0.0.1", plan["port"])
        for _ in range(plan["connections"])
    )
    callers = [caller for _, caller in await asyncio.gather(*opening)]
    await asyncio.gather(*(caller.done for caller in callers))
    return {
        "seconds": tally.seconds,
        "elapsed": tally.last - began,
        "failed": tally.failed,
        "failure": tally.first_failure.decode(errors="replace"),
    }


if __name__ == "__main__":
    main(load)
