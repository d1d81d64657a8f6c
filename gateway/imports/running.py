"""Running imports: batch after batch to the record routes, in the name of their owners, whoever dies meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from chassis.auth import sign
from chassis.chore import Chore
from chassis.persistence import Database
from chassis.problems import RETRYABLE
from chassis.records import RecordStatus
from gateway.imports.job import Job
from gateway.imports.jobs import COLUMNS, Jobs, job_of
from gateway.imports.lines import Columns, Form, RowUnreadable, cut_again, json_record
from gateway.operations import IMPORT_SECONDS
from gateway.upstream import Upstream, UpstreamUnavailable

LOOK_SECONDS = 1.0
FORGET_SECONDS = 3600.0
_WAITING = """SELECT id FROM import_job WHERE state IN ('waiting', 'running')
    AND (waits_for IS NULL OR touched_at < now() - interval '2 seconds') ORDER BY touched_at LIMIT 20"""
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('import ' || $1, 0))"
_TAKEN = f"SELECT {COLUMNS} FROM import_job WHERE id = $1 AND state IN ('waiting', 'running')"
_NEXT = "SELECT first, lines FROM import_batch WHERE job_id = $1 ORDER BY first LIMIT 1"
_SENT = "DELETE FROM import_batch WHERE job_id = $1 AND first = $2"
_COUNT = """UPDATE import_job SET created = created + $2, corrected = corrected + $3, unchanged = unchanged + $4,
    refused = refused + $5, touched_at = now(), waits_for = NULL,
    state = CASE WHEN state = 'waiting' THEN 'running' ELSE state END WHERE id = $1"""
_DONE = """UPDATE import_job SET state = 'done', ended_at = now(), touched_at = now(), waits_for = NULL
    WHERE id = $1 AND state <> 'cancelled'"""
_WAIT = "UPDATE import_job SET waits_for = $2, touched_at = now() WHERE id = $1"
_ROW = ("job_id", "number", "outcome", "external_id", "entity_id", "version", "errors")
_AGAIN = RETRYABLE | {HTTPStatus.CONFLICT, HTTPStatus.INTERNAL_SERVER_ERROR}
Result = Mapping[str, Any]


class ServiceAway(Exception):
    """The service does not take the batch now; the same batch is sent again later."""


@dataclass(frozen=True)
class _Batch:
    """Rows of a job as records, those that are none with what is wrong with them, by number."""

    first: int
    records: Mapping[int, dict[str, Any]]
    unreadable: Mapping[int, Result]


class Runner:
    """Sends what waits. A batch is judged, reported and crossed out in one transaction of the gateway's database.

    Where that transaction is lost, the batch is sent again under the same idempotency key, and gets the same answer.
    """

    def __init__(self, upstreams: Mapping[str, Upstream], secret: str) -> None:
        self._upstreams, self._secret = upstreams, secret

    def chores(self) -> tuple[Chore, ...]:
        """What a worker has to do time and again."""
        return Chore("imports", LOOK_SECONDS, self.act), Chore("forget imports", FORGET_SECONDS, _forget)

    async def act(self, database: Database) -> None:
        """Send until nothing waits but for a service that is away."""
        while await self._step(database):
            pass

    async def _step(self, database: Database) -> bool:
        """Send one batch, or note that it has to wait; False where there is none."""
        async with database.volume.acquire() as connection, connection.transaction():
            job = await _taken(connection)
            if job is None:
                return False
            found = await connection.fetchrow(_NEXT, job.id)
            if found is None:
                await connection.execute(_DONE, job.id)
                return True
            batch = _read(job, found["first"], found["lines"])
            try:
                results = await self._judged(job, batch)
            except ServiceAway:
                await connection.execute(_WAIT, job.id, job.kind.service)
                return True
            await _report(connection, job, batch, results)
        return True

    async def _judged(self, job: Job, batch: _Batch) -> Mapping[int, Result]:
        """What became of each record, by number; raises `ServiceAway`."""
        if not batch.records:
            return {}
        body = orjson.dumps({"records": list(batch.records.values()), **job.kind.more})
        headers = {
            "content-type": "application/json",
            "idempotency-key": f"import {job.id} {batch.first}",
            "prenan-principal": sign(job.owner, self._secret),
        }
        try:
            reply = await self._upstreams[job.kind.service].call("POST", job.kind.path, headers, body, IMPORT_SECONDS)
        except UpstreamUnavailable as error:
            raise ServiceAway from error
        if reply.status in _AGAIN:
            raise ServiceAway
        answer = orjson.loads(reply.body)
        if reply.status == HTTPStatus.OK:
            return dict(zip(batch.records, answer["results"], strict=True))
        return dict.fromkeys(batch.records, refused(answer["code"], answer["detail"]))


async def _taken(connection: asyncpg.Connection) -> Job | None:
    """The job that waits longest and that nobody else is at, for this transaction."""
    for row in await connection.fetch(_WAITING):
        if await connection.fetchval(_LOCK, str(row["id"])):
            found = await connection.fetchrow(_TAKEN, row["id"])
            if found is not None:
                return job_of(found)
    return None


def _read(job: Job, first: int, lines: bytes) -> _Batch:
    read = Columns(job.header).record if job.header is not None else json_record
    records, unreadable = {}, {}
    for number, row in enumerate(cut_again(lines, Form(job.form)), first):
        try:
            records[number] = read(row)
        except RowUnreadable as error:
            unreadable[number] = refused("row-unreadable", str(error))
    return _Batch(first, records, unreadable)


def refused(code: str, detail: str) -> Result:
    """What became of a row that no record route judged by itself."""
    return {"status": RecordStatus.REFUSED, "errors": [{"pointer": "", "code": code, "detail": detail}]}


async def _report(connection: asyncpg.Connection, job: Job, batch: _Batch, results: Mapping[int, Result]) -> None:
    judged = {**results, **batch.unreadable}
    rows = [_reported(job, number, judged[number], batch.records.get(number, {})) for number in sorted(judged)]
    await connection.copy_records_to_table("import_row", records=rows, columns=_ROW)
    await connection.execute(_SENT, job.id, batch.first)
    outcomes: Sequence[str] = [result["status"] for result in judged.values()]
    await connection.execute(_COUNT, job.id, *(outcomes.count(status) for status in RecordStatus))


def _reported(job: Job, number: int, result: Result, record: Mapping[str, Any]) -> tuple[UUID | int | str | None, ...]:
    named, errors = job.kind.name_of(record), orjson.dumps(result.get("errors", [])).decode()
    return job.id, number, str(result["status"]), named, result.get("id"), result.get("version"), errors


async def _forget(database: Database) -> None:
    await Jobs(lambda: database.reads.acquire()).forget()  # noqa: PLW0108 - the pool is there once it is open
