"""Taking a file in: cut into batches of rows while it comes, so that no more than a batch is held."""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from chassis.auth import Principal
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.identity import uuid7
from gateway.imports.job import JobState, TooManyImports
from gateway.imports.jobs import Acquire
from gateway.imports.kind import Noun
from gateway.imports.lines import BATCH_BYTES, BATCH_ROWS, Columns, Form, NoRows, rows_of

MOST_WAITING = 20
"""Imports of one client that have not ended."""
_BROKEN = """DELETE FROM import_job WHERE client = $1 AND idempotency_key = $2 AND state = 'receiving'
    AND touched_at < now() - interval '1 minute'"""
_KNOWN = "SELECT id, noun, form, state, sha256 FROM import_job WHERE client = $1 AND idempotency_key = $2"
_WAITING = "SELECT count(*) FROM import_job WHERE client = $1 AND state IN ('receiving', 'waiting', 'running')"
_BEGIN = """INSERT INTO import_job (id, noun, form, state, client, scopes, organisation, idempotency_key)
    VALUES ($1, $2, $3, 'receiving', $4, $5, $6, $7) ON CONFLICT (client, idempotency_key) DO NOTHING RETURNING id"""
_BATCH = "INSERT INTO import_batch (job_id, first, lines) VALUES ($1, $2, $3)"
_TOUCH = "UPDATE import_job SET touched_at = now() WHERE id = $1"
_READY = "UPDATE import_job SET state = $2, total = $3, sha256 = $4, header = $5, touched_at = now() WHERE id = $1"


@dataclass(frozen=True)
class Given:
    """What comes in, in whose name, and under which idempotency key."""

    noun: Noun
    form: Form
    owner: Principal
    key: str | None


class Receipt:
    """Keeps the rows of a file; none of its connections is held while the file is on its way."""

    def __init__(self, acquire: Acquire, given: Given) -> None:
        self._acquire, self._given = acquire, given
        self._digest = hashlib.sha256()

    async def take(self, chunks: AsyncIterable[bytes]) -> tuple[UUID, bool]:
        """The job of a file, and whether it is new; nothing is kept of a file that is refused or broken off.

        Raises `IdempotencyKeyReused`, `StillInProgress`, `TooManyImports`, `NoRows`, `RowTooLong`, `ColumnsUnreadable`.
        """
        if known := await self._known():
            return await self._same(known, chunks), False
        job_id = await self._begun()
        try:
            await self._keep(job_id, chunks)
        except BaseException:
            async with self._acquire() as connection:
                await connection.execute("DELETE FROM import_job WHERE id = $1", job_id)
            raise
        return job_id, True

    async def _known(self) -> asyncpg.Record | None:
        if self._given.key is None:
            return None
        async with self._acquire() as connection:
            await connection.execute(_BROKEN, self._given.owner.client, self._given.key)
            return await connection.fetchrow(_KNOWN, self._given.owner.client, self._given.key)

    async def _same(self, known: asyncpg.Record, chunks: AsyncIterable[bytes]) -> UUID:
        if known["state"] == JobState.RECEIVING:
            raise StillInProgress
        async for _ in self._hashed(chunks):
            pass
        said = (self._given.noun, self._given.form, self._digest.hexdigest())
        if (known["noun"], known["form"], known["sha256"]) != said:
            raise IdempotencyKeyReused(key=self._given.key)
        job_id: UUID = known["id"]
        return job_id

    async def _begun(self) -> UUID:
        given, owner = self._given, self._given.owner
        async with self._acquire() as connection:
            if await connection.fetchval(_WAITING, owner.client) >= MOST_WAITING:
                raise TooManyImports
            values = (given.noun, given.form, owner.client, sorted(owner.scopes), owner.organisation, given.key)
            job_id: UUID | None = await connection.fetchval(_BEGIN, uuid7(), *values)
        if job_id is None:
            raise StillInProgress
        return job_id

    async def _keep(self, job_id: UUID, chunks: AsyncIterable[bytes]) -> None:
        rows, header = rows_of(self._hashed(chunks), self._given.form), None
        if self._given.form is Form.CSV:
            header = await anext(rows, b"")
            Columns(header)
        total = 0
        async for batch in _batches(rows):
            async with self._acquire() as connection, connection.transaction():
                await connection.execute(_BATCH, job_id, total + 1, b"\n".join(batch))
                await connection.execute(_TOUCH, job_id)
            total += len(batch)
        if not total:
            raise NoRows
        async with self._acquire() as connection:
            await connection.execute(_READY, job_id, JobState.WAITING, total, self._digest.hexdigest(), header)

    async def _hashed(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        async for chunk in chunks:
            self._digest.update(chunk)
            yield chunk


async def _batches(rows: AsyncIterator[bytes]) -> AsyncIterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    async for row in rows:
        if batch and (len(batch) == BATCH_ROWS or size + len(row) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += len(row)
    if batch:
        yield batch
