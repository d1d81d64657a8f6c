"""Whole registers as files: streamed, resumable, and whole only where the last line says so."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from chassis.auth import PUBLIC
from chassis.downloads import disposition
from chassis.paging import MAX_CURSOR, WRITTEN, InvalidCursor
from chassis.problems import problems
from chassis.uploads import giving
from gateway.api.composed import PassedAnswer
from gateway.exporting import SOURCES, Register, Walk, csv_rows, json_rows
from gateway.marking import as_csv, as_ndjson
from gateway.platform import Platform
from gateway.reads import OK
from gateway.upstream import UpstreamTimeout, UpstreamUnavailable

router = APIRouter(prefix="/exports", tags=["exports"], dependencies=PUBLIC)
_OWN = frozenset({"after", "cursor", "limit"})
_RESUME = Query(
    max_length=MAX_CURSOR, description="the last `resume` that was received", json_schema_extra=WRITTEN
)  # fmt: skip


class FileForm(StrEnum):
    """How a register is written."""

    NDJSON = "ndjson"
    CSV = "csv"


MEDIA_TYPES = {FileForm.NDJSON: "application/x-ndjson", FileForm.CSV: "text/csv"}


@router.get(
    "/{register}.{form}",
    response_class=StreamingResponse,
    responses={
        200: {"content": {one: {} for one in MEDIA_TYPES.values()}, "description": "The register"},
        **problems(InvalidCursor, UpstreamUnavailable, UpstreamTimeout),
    },
    openapi_extra=giving(),
)
async def export_register(
    register: Register, form: FileForm, request: Request, after: Annotated[str | None, _RESUME] = None
) -> Response:
    """Save all contracts, suppliers or tenders that are public; the filters of their lists are taken too.

    The end names the position in the feed from which on to follow what changed since.
    """
    platform: Platform = request.app.state.platform
    source = SOURCES[register]
    position = f"{source.feed}={platform.followers[source.feed].head}"
    filters = [(name, value) for name, value in request.query_params.multi_items() if name not in _OWN]
    walk = Walk(platform.upstreams[source.service], source.path, filters, after)
    first = await walk.begun()
    if first.status != OK:
        return PassedAnswer(first)
    said, pages = {"position": position}, walk.pages(first)
    if form is FileForm.CSV:
        chunks = as_csv(",".join(source.columns).encode(), csv_rows(source.columns, pages), said)
    else:
        chunks = as_ndjson(json_rows(pages), said)
    headers = {
        "Content-Disposition": disposition(f"{register}.{form}"),
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Prenan-Position": position,
    }
    return StreamingResponse(chunks, headers=headers, media_type=MEDIA_TYPES[form])
