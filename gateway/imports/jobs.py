"""The jobs that are kept in the gateway's database, and what became of their rows."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from uuid import UUID

import asyncpg

from chassis.auth import Principal
from chassis.paging import Page
from gateway.imports.job import ImportEnded, ImportNotFound, Job, JobState
from gateway.imports.kind import Noun
from gateway.imports.lines import Form

KEPT_DAYS = 30
"""How long an import that ended can be looked at."""
COLUMNS = """id, noun, form, state, client, scopes, organisation, total, created, corrected, unchanged, refused,
    waits_for, begun_at, ended_at, sha256, header"""
_OWN = "(organisation = $1 OR client = $2 OR $1 = '*')"
_ROW = """json_build_object('row', number, 'outcome', outcome, 'external_id', external_id, 'id', entity_id,
    'version', version, 'errors', errors)::text"""
_CANCEL = f"""UPDATE import_job SET state = 'cancelled', ended_at = now()
    WHERE id = $3 AND {_OWN} AND state IN ('waiting', 'running')"""
_FORGET = f"""DELETE FROM import_job WHERE ended_at < now() - interval '{KEPT_DAYS} days'
    OR (state = 'receiving' AND touched_at < now() - interval '1 day')"""
_BATCHES = "DELETE FROM import_batch USING import_job WHERE job_id = id AND id = $1 AND state = 'cancelled'"
Acquire = Callable[[], AbstractAsyncContextManager[asyncpg.Connection]]


class Jobs:
    """Finds and cancels jobs; `acquire` lends it a connection for a while."""

    def __init__(self, acquire: Acquire) -> None:
        self.acquire = acquire

    async def get(self, job_id: UUID, caller: Principal) -> Job:
        """A job of the caller's organisation; raises `ImportNotFound`."""
        query = f"SELECT {COLUMNS} FROM import_job WHERE id = $3 AND {_OWN}"
        async with self.acquire() as connection:
            row = await connection.fetchrow(query, *_owner(caller), job_id)
        if row is None:
            raise ImportNotFound
        return job_of(row)

    async def page(self, page: Page, caller: Principal) -> Sequence[Job]:
        """Jobs of the caller's organisation, newest first."""
        edge = f"AND id {page.comparison} $4::uuid" if page.edge else "AND $4::uuid IS NULL"
        query = f"SELECT {COLUMNS} FROM import_job WHERE {_OWN} {edge} ORDER BY id {page.order} LIMIT $3"
        async with self.acquire() as connection:
            found = await connection.fetch(query, *_owner(caller), page.limit + 1, page.edge)
        return [job_of(row) for row in found]

    async def cancel(self, job_id: UUID, caller: Principal) -> Job:
        """End a job before its time; rows that were sent stay as they are, and to end it again changes nothing.

        Raises `ImportEnded`, `ImportNotFound`.
        """
        async with self.acquire() as connection:
            await connection.execute(_CANCEL, *_owner(caller), job_id)
            await connection.execute(_BATCHES, job_id)
        job = await self.get(job_id, caller)
        if job.state is not JobState.CANCELLED:
            raise ImportEnded(state=job.state)
        return job

    async def rows(self, job_id: UUID, page: Page, outcome: str | None) -> list[tuple[str, str]]:
        """What became of rows, in their order: keys and ready documents."""
        edge = f"AND number {page.comparison} $4" if page.edge else "AND $4::bigint IS NULL"
        query = f"""SELECT number::text AS key, {_ROW} AS document FROM import_row
            WHERE job_id = $1 AND ($2::text IS NULL OR outcome = $2) {edge} ORDER BY number {page.order} LIMIT $3"""
        place = int(page.edge) if page.edge else None
        async with self.acquire() as connection:
            found = await connection.fetch(query, job_id, outcome, page.limit + 1, place)
        return [(row["key"], row["document"]) for row in found]

    async def forget(self) -> None:
        """Forget imports that ended long ago, and files that were broken off."""
        async with self.acquire() as connection:
            await connection.execute(_FORGET)


def job_of(row: asyncpg.Record) -> Job:
    """A job from its row."""
    known = dict(row)
    words = {"noun": Noun(known["noun"]), "form": Form(known["form"]), "state": JobState(known["state"])}
    return Job(**known | words | {"scopes": frozenset(known["scopes"])})


def _owner(caller: Principal) -> tuple[str, str]:
    """Its organisation, and itself: a client of none has only its own."""
    return caller.organisation or "", caller.client
