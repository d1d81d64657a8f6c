"""Asking clamd whether a document carries malware: its INSTREAM command, over TCP or a Unix socket (clamd(8))."""

import asyncio
from collections.abc import AsyncIterable
from typing import Protocol
from urllib.parse import urlsplit

from chassis.errors import Refusal, Unacceptable

PATIENCE_SECONDS = 60.0
_VERDICT_BYTES = 4096


class Infected(Unacceptable):
    """The document carries malware; `signature` is the scanner's name for it."""


class ScannerUnavailable(Refusal):
    """The document could not be scanned for malware and was not kept; repeat the request later."""

    status = 503


class Scanner(Protocol):
    """Looks at a document before it is kept for good."""

    async def scan(self, chunks: AsyncIterable[bytes]) -> None:
        """Pass over what is clean; raises `Infected`, or `ScannerUnavailable` where nobody can say."""


class NoScanner:
    """The scanner of an installation that has none: it looks at nothing."""

    async def scan(self, chunks: AsyncIterable[bytes]) -> None:
        """Take everything."""


class Clamd:
    """A clamd at `tcp://host:port` or `unix:///path`."""

    def __init__(self, url: str, patience: float = PATIENCE_SECONDS) -> None:
        self._place, self._patience = urlsplit(url), patience
        if not (self._place.scheme == "unix" or (self._place.scheme == "tcp" and self._place.port)):
            msg = "CLAMD_URL is tcp://host:port or unix:///path"
            raise ValueError(msg)

    async def scan(self, chunks: AsyncIterable[bytes]) -> None:
        """Send a document within `patience` seconds; raises `Infected`, `ScannerUnavailable`."""
        try:
            async with asyncio.timeout(self._patience):
                verdict = await self._verdict(chunks)
        except (OSError, asyncio.IncompleteReadError) as error:  # TimeoutError is an OSError
            raise ScannerUnavailable from error
        if verdict.endswith(" FOUND"):
            signature = verdict.removeprefix("stream: ").removesuffix(" FOUND")
            raise Infected(f"The scanner found {signature}", signature=signature)
        if verdict != "stream: OK":
            raise ScannerUnavailable(f"The scanner answered: {verdict}")

    async def _verdict(self, chunks: AsyncIterable[bytes]) -> str:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            async for chunk in chunks:
                writer.write(len(chunk).to_bytes(4, "big") + chunk if chunk else b"")
                await writer.drain()
            writer.write(bytes(4))
            answer = await reader.readuntil(b"\0")
        finally:
            writer.close()
        return answer.rstrip(b"\0").decode(errors="replace").strip()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._place.scheme == "unix":
            return await asyncio.open_unix_connection(self._place.path, limit=_VERDICT_BYTES)
        return await asyncio.open_connection(self._place.hostname, self._place.port, limit=_VERDICT_BYTES)


def scanner_at(url: str | None) -> Scanner:
    """The scanner that a URL names; without one nothing is scanned."""
    return Clamd(url) if url else NoScanner()
