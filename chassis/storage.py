"""Where documents are kept: one port over a local folder or an S3-compatible store, streamed both ways.

What is kept has a name of our own, never one that a caller chose. A process that dies while it writes leaves at most
an unfinished upload that no record names: a rule of the S3 bucket should abort those after a day, a folder is swept.
"""

import asyncio
import contextlib
import hashlib
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from chassis.errors import Refusal
from chassis.identity import uuid7
from chassis.problems import BodyTooLarge

if TYPE_CHECKING:
    from obstore import GetOptions, GetResult
    from obstore.store import ClientConfig, S3Config

PART_BYTES = 5 * 1024 * 1024
"""The smallest part that S3 takes; with `_PARTS_AT_ONCE` it bounds what one upload holds in memory."""
CHUNK_BYTES = 256 * 1024
LISTED = 500
_PARTS_AT_ONCE = 2
_S3_OPTIONS = {"endpoint", "region"}


class StorageUnavailable(Refusal):
    """The place where documents are kept cannot be reached; repeat the request later."""

    status = 503


class ContentLost(Refusal):
    """What was kept is not there any more; only the operator can bring it back."""

    status = 500


@dataclass(frozen=True)
class Stored:
    """What was kept: under which name, how many bytes, and their SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class Storage:
    """Keeps streams of bytes; see `storage_at` for where."""

    def __init__(self, store: LocalStore | S3Store) -> None:
        self._store = store

    async def put(self, chunks: AsyncIterable[bytes], limit: int) -> Stored:
        """Keep a stream of at most `limit` bytes; raises `BodyTooLarge` beyond, and whatever the stream raises.

        Nothing is left behind then. What it returns survives a crash of the machine.
        """
        identity = uuid7().hex
        name, measured = f"{identity[-2:]}/{identity}", _Measured(limit)
        with _reached():
            await obstore.put_async(
                self._store, name, measured.passing(chunks), chunk_size=PART_BYTES, max_concurrency=_PARTS_AT_ONCE
            )
            await self._settle(name)
        return Stored(name, measured.size, measured.digest.hexdigest())

    async def get(self, name: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` to `end`, which is excluded; raises `ContentLost` before the first of them."""
        if start == end:
            return _nothing()
        with _reached():
            found = await obstore.get_async(self._store, name, options=_span(start, end))
        return _chunks(found)

    async def read(self, name: str, start: int, end: int) -> bytes:
        """A few bytes at once."""
        return b"".join([chunk async for chunk in await self.get(name, start, end)])

    async def delete(self, name: str) -> None:
        """Forget a stream; one that is not there is no failure."""
        with contextlib.suppress(ContentLost), _reached():
            await obstore.delete_async(self._store, name)

    async def unchanged_since(self, instant: datetime) -> AsyncIterator[list[str]]:
        """The names of what was kept before that instant of the real clock, some hundreds at a time."""
        batches = iter(obstore.list(self._store, chunk_size=LISTED))
        with _reached():
            while batch := await asyncio.to_thread(next, batches, ()):
                yield [one["path"] for one in batch if one["last_modified"] < instant]

    async def clear_unfinished(self, instant: datetime) -> None:
        """Delete the uploads to a folder that were broken off before that instant; a bucket has a rule for its own."""
        if isinstance(self._store, LocalStore) and self._store.prefix:
            await asyncio.to_thread(_clear_unfinished, self._store.prefix, instant.timestamp())

    async def _settle(self, name: str) -> None:
        """A store of objects answers once they are safe; a folder has to be told."""
        if isinstance(self._store, LocalStore) and self._store.prefix:
            await asyncio.to_thread(_write_through, self._store.prefix / name)


class _Measured:
    """Counts and hashes what passes through."""

    def __init__(self, limit: int) -> None:
        self._limit, self.size, self.digest = limit, 0, hashlib.sha256()

    async def passing(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        async for chunk in chunks:
            self.size += len(chunk)
            if self.size > self._limit:
                raise BodyTooLarge(f"At most {self._limit} bytes are taken", limit=self._limit)
            self.digest.update(chunk)
            if chunk:
                yield chunk


@contextlib.contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ContentLost from error
    except BaseError as error:
        raise StorageUnavailable from error


def _span(start: int, end: int | None) -> "GetOptions":
    if end is not None:
        return {"range": (start, end)}
    return {"range": {"offset": start}} if start else {}


async def _chunks(found: "GetResult") -> AsyncIterator[bytes]:
    async for chunk in found.stream(min_chunk_size=CHUNK_BYTES):
        yield bytes(chunk)


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield


def _clear_unfinished(folder: Path, before: float) -> None:
    for path in folder.glob("*/*#*"):
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _write_through(path: Path) -> None:
    for place in (path, path.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def storage_at(url: str) -> Storage:
    """The storage that a URL names: `file:///folder`, or `s3://bucket/prefix?endpoint=…&region=…`.

    Credentials of S3 come from `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, never from the URL.
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path != "/":
        folder = Path(unquote(parts.path))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Storage(LocalStore(folder))
    options = dict(parse_qsl(parts.query))
    if parts.scheme == "s3" and parts.hostname == parts.netloc and options.keys() <= _S3_OPTIONS:
        return Storage(_s3(parts.netloc, unquote(parts.path).strip("/"), options))
    msg = "STORAGE_URL is file:///folder or s3://bucket/prefix?endpoint=…&region=…, without credentials"
    raise ValueError(msg)


def _s3(bucket: str, prefix: str, options: dict[str, str]) -> S3Store:
    endpoint, region = options.get("endpoint"), options.get("region")
    plain: ClientConfig = {"allow_http": (endpoint or "").startswith("http://")}
    place: S3Config = {}
    if endpoint:
        place["endpoint"] = endpoint
    if region:
        place["region"] = region
    return S3Store(bucket, prefix=prefix or None, config=place, client_options=plain)
