"""Imports over HTTP: a file in, its progress, what became of each row."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel, Field

from chassis.auth import Principal, ScopeMissing, Unauthenticated, requires
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.paging import MAX_LIMIT, InvalidCursor, Page, Paging
from chassis.problems import BodyTooLarge, Flaw, MediaTypeNotSupported, problems
from chassis.records import RecordStatus
from chassis.uploads import UploadBroken, chunks_of, taking
from gateway.imports.job import ImportEnded, ImportNotFound, Job, JobState, TooManyImports
from gateway.imports.jobs import Jobs
from gateway.imports.kind import KINDS, Noun
from gateway.imports.lines import MEDIA_TYPES, MOST_BYTES, ColumnsUnreadable, Form, NoRows, RowTooLong
from gateway.imports.receiving import Given, Receipt
from gateway.marking import Rows, as_ndjson

router = APIRouter(prefix="/imports", tags=["imports"])
NDJSON = "application/x-ndjson"
_KEYED = (Unauthenticated, ScopeMissing)
_FILE = (BodyTooLarge, MediaTypeNotSupported, UploadBroken, RowTooLong, NoRows, ColumnsUnreadable)
_PRIVATE = {"Cache-Control": "private, no-cache"}
Importer = Annotated[Principal, Depends(requires("imports:write"))]
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


class ImportResource(BaseModel):
    """An import: how many rows there are, what became of those that were judged, and which service it waits for."""

    id: UUID
    noun: Noun
    form: Form
    state: JobState
    total: int
    judged: int
    created: int
    corrected: int
    unchanged: int
    refused: int
    waits_for: str | None
    begun_at: AwareDatetime
    ended_at: AwareDatetime | None
    sha256: str | None = Field(description="of the file, once it is in")
    rows: str = Field(description="where the reports of the rows are")

    @classmethod
    def of(cls, job: Job) -> Self:
        """A job as its owner sees it."""
        judged = job.created + job.corrected + job.unchanged + job.refused
        shown = {name: getattr(job, name) for name in cls.model_fields if hasattr(job, name)}
        return cls(**shown, judged=judged, rows=f"/imports/{job.id}/rows")


class ImportPage(BaseModel):
    """Imports, newest first, with paths of the next and the previous page."""

    items: list[ImportResource]
    next: str | None
    prev: str | None


class RowReport(BaseModel):
    """What became of a row, counted from 1 without the header; `errors` say why one was refused."""

    row: int
    outcome: RecordStatus
    external_id: str | None
    id: str | None
    version: int | None
    errors: list[Flaw]


class RowPage(BaseModel):
    """Reports in the order of the rows, with paths of the next and the previous page."""

    items: list[RowReport]
    next: str | None
    prev: str | None


async def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


Kept = Annotated[Jobs, Depends(_jobs)]
Outcome = Annotated[RecordStatus | None, Query(description="only rows of which this became")]


@router.post(
    "",
    status_code=202,
    response_model=ImportResource,
    responses=problems(*_KEYED, *_FILE, IdempotencyKeyReused, StillInProgress, TooManyImports),
    openapi_extra=taking(MOST_BYTES, MEDIA_TYPES),
)
async def begin_import(
    of: Annotated[Noun, Query(description="what the rows are")],
    importer: Importer,
    jobs: Kept,
    request: Request,
    key: Key = None,
) -> Response:
    """Take a file in; its rows are judged one by one afterwards, in the name of who sent it."""
    form = MEDIA_TYPES.get(request.headers.get("content-type", "").partition(";")[0].strip().lower())
    if form is None:
        raise MediaTypeNotSupported(f"Send {' or '.join(MEDIA_TYPES)}")
    if KINDS[of].scope not in importer.scopes:
        raise ScopeMissing(f"To import {of} needs the scope {KINDS[of].scope}", scope=KINDS[of].scope)
    receipt = Receipt(jobs.acquire, Given(of, form, importer, key))
    job_id, is_new = await receipt.take(chunks_of(request))
    shown = ImportResource.of(await jobs.get(job_id, importer))
    headers = {"Location": f"/imports/{job_id}", **({} if is_new else {"Idempotency-Replayed": "true"})}
    return Response(shown.model_dump_json(), 202, headers, "application/json")


@router.get("", response_model=ImportPage, responses=problems(*_KEYED, InvalidCursor))
async def list_imports(importer: Importer, jobs: Kept, page: Paging) -> Response:
    """List the imports of the caller's organisation, newest first; those that ended are kept for thirty days."""
    page = replace(page, descending=True)
    found = await jobs.page(page, importer)
    return page.answer([(str(job.id), ImportResource.of(job).model_dump_json()) for job in found])


@router.get("/{import_id}", response_model=ImportResource, responses=problems(*_KEYED, ImportNotFound))
async def read_import(import_id: UUID, importer: Importer, jobs: Kept) -> Response:
    """Read how far an import is."""
    shown = ImportResource.of(await jobs.get(import_id, importer))
    return Response(shown.model_dump_json(), headers=_PRIVATE, media_type="application/json")


@router.get(
    "/{import_id}/rows",
    response_model=RowPage,
    responses={200: {"content": {NDJSON: {}}}, **problems(*_KEYED, ImportNotFound, InvalidCursor)},
)
async def list_rows(
    import_id: UUID, importer: Importer, jobs: Kept, page: Paging, request: Request, outcome: Outcome = None
) -> Response:
    """List what became of the rows; with `Accept: application/x-ndjson` all of them, and an end marker."""
    await jobs.get(import_id, importer)
    if NDJSON in request.headers.get("accept", ""):
        rows = _all_rows(jobs, import_id, page, outcome)
        return StreamingResponse(as_ndjson(rows, {}), headers=_PRIVATE, media_type=NDJSON)
    return page.answer(await jobs.rows(import_id, page, outcome))


@router.post(
    "/{import_id}/cancellation",
    status_code=201,
    response_model=ImportResource,
    responses=problems(*_KEYED, ImportNotFound, ImportEnded),
)
async def cancel_import(import_id: UUID, importer: Importer, jobs: Kept) -> ImportResource:
    """End an import before its time; what was taken over stays."""
    return ImportResource.of(await jobs.cancel(import_id, importer))


async def _all_rows(jobs: Jobs, import_id: UUID, page: Page, outcome: RecordStatus | None) -> AsyncIterator[Rows]:
    page = replace(page, limit=MAX_LIMIT)
    while found := await jobs.rows(import_id, page, outcome):
        yield Rows([document.encode() for _, document in found[: page.limit]])
        if len(found) <= page.limit:
            return
        page = replace(page, edge=found[page.limit - 1][0])
