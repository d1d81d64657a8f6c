"""Questions that tell whether a process is ready to serve, asked in its own protocol."""

import asyncio
import struct
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

Probe = Callable[[], Coroutine[Any, Any, bool]]

PATIENCE = 5.0
"""Seconds after which an unanswered question counts as "not ready"."""
_API_VERSIONS = struct.pack(">ihhih", 10, 18, 0, 1, -1)
"""Kafka's `ApiVersions` request, version 0: the one request every broker answers."""


def http(url: str) -> Probe:
    """Ready when a GET of the URL answers 200."""
    target = urlsplit(url)
    request = f"GET {target.path or '/'} HTTP/1.1\r\nHost: {target.netloc}\r\nConnection: close\r\n\r\n".encode()

    async def ready() -> bool:
        answer = await _ask(target.hostname or "", target.port or 80, request, 12)
        return answer.split()[1:2] == [b"200"]

    return ready


def kafka(bootstrap: str) -> Probe:
    """Ready when the broker answers which requests it understands, without an error."""
    host, _, port = bootstrap.rpartition(":")

    async def ready() -> bool:
        answer = await _ask(host, int(port), _API_VERSIONS, 10)
        return answer[8:10] == b"\x00\x00"

    return ready


async def _ask(host: str, port: int, question: bytes, length: int) -> bytes:
    """The first bytes of the answer; none where nobody answers in time."""
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(question)
                return await reader.readexactly(length)
            finally:
                writer.close()
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        return b""
