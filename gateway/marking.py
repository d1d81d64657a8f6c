"""Streams that say when they are whole: the last line counts the rows before it, and gives the SHA-256 of all bytes.

Between rows there may be lines that say where to resume; they are not counted.
"""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

import orjson


@dataclass(frozen=True)
class Rows:
    """Some rows as lines without their ends, and the cursor behind them, where more may follow."""

    lines: Sequence[bytes]
    resume: str | None = None


class _Counted:
    """The bytes and rows so far."""

    def __init__(self) -> None:
        self.count, self.digest = 0, hashlib.sha256()

    def chunk(self, lines: Sequence[bytes], end: bytes) -> bytes:
        chunk = b"".join(line + end for line in lines)
        self.digest.update(chunk)
        return chunk


async def as_ndjson(pages: AsyncIterator[Rows], said: Mapping[str, str]) -> AsyncIterator[bytes]:
    """A document a line, `{"resume": …}` now and then, `{"end": {"count": …, "sha256": …}}` with what is `said`."""
    counted = _Counted()
    async for page in pages:
        counted.count += len(page.lines)
        marker = [orjson.dumps({"resume": page.resume})] if page.resume else []
        yield counted.chunk([*page.lines, *marker], b"\n")
    yield orjson.dumps({"end": {"count": counted.count, **said, "sha256": counted.digest.hexdigest()}}) + b"\n"


async def as_csv(header: bytes, pages: AsyncIterator[Rows], said: Mapping[str, str]) -> AsyncIterator[bytes]:
    """A header, a row a line, `#resume,…` now and then, and `#end,count,…,sha256`; no row begins with a hash."""
    counted = _Counted()
    yield counted.chunk([header], b"\r\n")
    async for page in pages:
        counted.count += len(page.lines)
        marker = [f"#resume,{page.resume}".encode()] if page.resume else []
        yield counted.chunk([*page.lines, *marker], b"\r\n")
    yield ",".join(["#end", str(counted.count), *said.values(), counted.digest.hexdigest()]).encode() + b"\r\n"
