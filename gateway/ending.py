"""Streams that say when they are whole: the last line counts the rows before it, and gives the SHA-256 of all bytes."""

import hashlib
from collections.abc import AsyncIterator, Sequence

import orjson

Rows = AsyncIterator[Sequence[bytes]]
"""Rows as lines without their ends, some at a time."""


async def as_ndjson(rows: Rows, said: dict[str, str]) -> AsyncIterator[bytes]:
    """A document a line, and `{"end": {"count": …, "sha256": …}}`; `said` goes with the end."""
    digest, count = hashlib.sha256(), 0
    async for some in rows:
        if some:
            chunk = b"\n".join(some) + b"\n"
            digest.update(chunk)
            count += len(some)
            yield chunk
    yield orjson.dumps({"end": {"count": count, **said, "sha256": digest.hexdigest()}}) + b"\n"


async def as_csv(header: bytes, rows: Rows, said: dict[str, str]) -> AsyncIterator[bytes]:
    """A header, a row a line, and `#end,count,…,sha256`, which begins as no row does."""
    digest, count = hashlib.sha256(header + b"\r\n"), 0
    yield header + b"\r\n"
    async for some in rows:
        if some:
            chunk = b"\r\n".join(some) + b"\r\n"
            digest.update(chunk)
            count += len(some)
            yield chunk
    yield ",".join(["#end", str(count), *said.values(), digest.hexdigest()]).encode() + b"\r\n"
