"""A clamd that knows one signature, and speaks INSTREAM as the real one does."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

# Written in two halves, so that no scanner takes this file for what it is a test of.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass
class FakeClamd:
    """What it was sent, and how it answers."""

    url: str = ""
    limit: int = 100 * 1024 * 1024
    silent: bool = False
    seen: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer), contextlib.suppress(asyncio.IncompleteReadError):
            assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
            writer.write(await self._answer(reader) + b"\0")
            await writer.drain()

    async def _answer(self, reader: asyncio.StreamReader) -> bytes:
        content = b""
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(size)
            if len(content) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR"
        self.seen.append(content)
        if self.silent:
            await reader.read()
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


@contextlib.asynccontextmanager
async def fake_clamd(socket: Path | None = None) -> AsyncIterator[FakeClamd]:
    clamd = FakeClamd()
    if socket:
        server = await asyncio.start_unix_server(clamd.serve, socket)
        clamd.url = f"unix://{socket}"
    else:
        server = await asyncio.start_server(clamd.serve, "127.0.0.1", 0)
        clamd.url = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield clamd
