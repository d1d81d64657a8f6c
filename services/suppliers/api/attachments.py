"""Routes of the files of sourcing requests."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated
from chassis.caching import etag
from chassis.depot import KEEPING, TAKING, Depot, Files
from chassis.downloads import File, RangeNotSatisfiable, download
from chassis.problems import VersionConflict, problems
from chassis.uploads import chunks_of, giving, taking
from contracts.reference.documents import by_media_type, document_types
from contracts.vocabulary import FileName
from services.suppliers.api.attachment_schemas import AttachmentResource
from services.suppliers.api.dependencies import Now, Requester, Uow
from services.suppliers.api.invitations import Asked
from services.suppliers.application.attaching import (
    Sent,
    attach,
    attachment_of_buyer,
    attachment_of_supplier,
    detach,
)
from services.suppliers.domain.requests.attachment import Attachment, AttachmentNotFound, AttachmentsFull
from services.suppliers.domain.requests.contact import ContactNotFound, ContactRefused
from services.suppliers.domain.requests.request import RequestNotFound, RequestRefused

router = APIRouter(prefix="/sourcing-requests/{request_id}", tags=["sourcing"])

CHANGING = (Unauthenticated, ScopeMissing, RequestNotFound, RequestRefused, VersionConflict)
_GIVEN: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}},
    206: {"description": "The range that was asked for"},
    304: {"description": "Not modified"},
}
_READING = (RequestNotFound, AttachmentNotFound, RangeNotSatisfiable, Unauthenticated, *KEEPING)
Name = Annotated[FileName, Path(description="a file name with its extension")]


@router.post(
    "/attachments",
    status_code=201,
    response_model=AttachmentResource,
    openapi_extra=taking(document_types().largest, by_media_type()),
    responses=problems(*CHANGING, *TAKING, AttachmentsFull),
)
async def add(
    request_id: UUID,
    name: Annotated[FileName, Query(description="a file name with its extension")],
    request: Request,
    uow: Uow,
    files: Files,
    requester: Requester,
    now: Now,
) -> Response:
    """Add a file to a draft, in the place of one of its name; once it is open everybody is asked the same.

    The body is the file itself, its media type in `Content-Type`. To repeat the call is harmless.
    """
    sent = Sent(name, request.headers.get("content-type", ""), chunks_of(request))
    attachment = await attach(uow, files, request_id, sent, by=requester.organisation, now=now)
    body = AttachmentResource.of(attachment).model_dump_json()
    return Response(body, 201, {"ETag": etag(attachment.sha256)}, "application/json")


@router.get(
    "/attachments/{name}",
    response_class=Response,
    openapi_extra=giving(),
    responses=problems(ScopeMissing, *_READING) | _GIVEN,
)
async def read_own(
    request_id: UUID, name: Name, request: Request, uow: Uow, files: Files, requester: Requester
) -> Response:
    """Read a file of one's own request."""
    attachment = await attachment_of_buyer(uow, request_id, name, by=requester.organisation)
    return await _given(request, files, attachment)


@router.get(
    "/invitation/attachments/{name}",
    dependencies=PUBLIC,
    response_class=Response,
    openapi_extra=giving(),
    responses=problems(ContactNotFound, ContactRefused, *_READING) | _GIVEN,
)
async def read_asked(
    request_id: UUID, name: Name, request: Request, uow: Uow, files: Files, supplier: Asked
) -> Response:
    """Read a file of a request that one was asked."""
    return await _given(request, files, await attachment_of_supplier(uow, request_id, supplier, name))


@router.delete("/attachments/{name}", status_code=204, responses=problems(*CHANGING, AttachmentNotFound, *KEEPING))
async def remove(request_id: UUID, name: Name, uow: Uow, files: Files, requester: Requester) -> Response:
    """Drop a file of a draft."""
    await detach(uow, files.storage, request_id, name, by=requester.organisation)
    return Response(status_code=204)


async def _given(request: Request, files: Depot, one: Attachment) -> Response:
    file = File(one.name, one.media_type, one.size, one.sha256)
    return await download(
        request, file, lambda start, end: files.storage.get(one.stored_as, start, end), "private, no-store"
    )
