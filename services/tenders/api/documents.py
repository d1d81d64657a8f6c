"""Routes of the documents of a tender."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated
from chassis.caching import etag
from chassis.depot import KEEPING, TAKING, Files
from chassis.downloads import File, RangeNotSatisfiable, download
from chassis.paging import InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from chassis.uploads import chunks_of, giving, taking
from contracts.reference.documents import by_media_type, document_types
from services.tenders.api.dependencies import Dossiers, Now, Reader, TenderWriter, Uow
from services.tenders.api.dossier_resources import DocumentPage, DocumentResource
from services.tenders.api.tenders import OWNED
from services.tenders.application.depositing import Offer
from services.tenders.application.documenting import add_document, remove_document
from services.tenders.domain.buyer import NotTheBuyer
from services.tenders.domain.dossier import DocumentKind, DocumentName, DocumentNotFound, DossierFrozen, DossierFull
from services.tenders.domain.tender_state import TenderNotFound

router = APIRouter(prefix="/tenders/{tender_id}/documents", tags=["documents"])

CHANGING = (Unauthenticated, ScopeMissing, NotTheBuyer, *OWNED, TenderNotFound, DossierFrozen, VersionConflict)
Name = Annotated[DocumentName, Path(description="a file name with its extension")]


@router.post(
    "",
    status_code=201,
    response_model=DocumentResource,
    openapi_extra=taking(document_types().largest, by_media_type()),
    responses=problems(*CHANGING, *TAKING, DossierFull)
    | {200: {"model": DocumentResource, "description": "The newest version of this name holds the same already"}},
)
async def add(
    tender_id: UUID,
    name: Annotated[DocumentName, Query(description="a file name with its extension")],
    request: Request,
    uow: Uow,
    files: Files,
    buyer: TenderWriter,
    now: Now,
    kind: DocumentKind = DocumentKind.OTHER,
    amending: Annotated[bool, Query(description="keep it for the next amendment of a published tender")] = False,
) -> Response:
    """Add a file to the documents of a draft, or to the next amendment; the same name again is its next version.

    The body is the file itself, its media type in `Content-Type`. To repeat the call is harmless: what the newest
    version holds already stays that version.
    """
    offer = Offer(name, kind, request.headers.get("content-type", ""), chunks_of(request))
    version, is_new = await add_document(uow, files, tender_id, offer, by=buyer, now=now, amending=amending)
    location = f"/tenders/{tender_id}/documents/{quote(version.name)}?version={version.version}"
    body = DocumentResource.of(version).model_dump_json()
    headers = {"ETag": etag(version.sha256), "Location": location}
    return Response(body, 201 if is_new else 200, headers, "application/json")


@router.get(
    "",
    dependencies=PUBLIC,
    response_model=DocumentPage,
    responses=problems(TenderNotFound, InvalidCursor, Unauthenticated),
)
async def list_documents(tender_id: UUID, reads: Dossiers, reader: Reader, page: Paging) -> Response:
    """List the documents of a tender, the newest version of each; those of a draft for its own organisation alone."""
    return page.answer(await reads.documents(tender_id, reader, page))


@router.get(
    "/{name}",
    dependencies=PUBLIC,
    response_class=Response,
    openapi_extra=giving(),
    responses=problems(TenderNotFound, DocumentNotFound, RangeNotSatisfiable, Unauthenticated, *KEEPING)
    | {
        200: {"description": "The file", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}},
        206: {"description": "The range that was asked for"},
        304: {"description": "Not modified"},
    },
)
async def read_document(
    tender_id: UUID,
    name: Name,
    request: Request,
    reads: Dossiers,
    files: Files,
    reader: Reader,
    version: Annotated[int | None, Query(ge=1, le=10_000)] = None,
) -> Response:
    """Read a document, its newest version where none is named; anyone may, without a name (CCP R2132-2)."""
    row = await reads.document(tender_id, name, version, reader)
    file = File(name, row["media_type"], row["size"], row["sha256"])
    cache_control = "no-cache" if row["public"] else "private, no-store"
    return await download(
        request, file, lambda start, end: files.storage.get(row["stored_as"], start, end), cache_control
    )


@router.delete("/{name}", status_code=204, responses=problems(*CHANGING, DocumentNotFound, *KEEPING))
async def remove(tender_id: UUID, name: Name, uow: Uow, files: Files, buyer: TenderWriter) -> Response:
    """Drop a document of a draft with all its versions, or the version that waits for an amendment."""
    await remove_document(uow, files.storage, tender_id, name, by=buyer)
    return Response(status_code=204)
