"""Routes of sourcing requests for the suppliers that they ask: with a key of their own, or the link in their letter."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from chassis.auth import PUBLIC, Caller, NotYours, Principal, ScopeMissing, Unauthenticated, requires
from chassis.errors import NotFound
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.paging import InvalidCursor, Paging
from chassis.persistence import Database
from chassis.problems import BodyTooLarge, MalformedJson, MediaTypeNotSupported, VersionConflict, problems
from chassis.tokens import Mint
from contracts.vocabulary import Identifier, Scheme
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import Identified, Now, Uow
from services.suppliers.api.invitation_schemas import InvitationResource, OwnInvitationPage
from services.suppliers.api.request_schemas import GivenAnswer, GivenDecline, GivenMailbox
from services.suppliers.api.speaking import SPEAKER
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.answering import answer_request, decline_request, read_invitation
from services.suppliers.domain.identity import supplier_id as id_of
from services.suppliers.domain.requests.contact import ContactNotFound, ContactRefused, contact_id
from services.suppliers.domain.requests.request import RequestNotFound
from services.suppliers.domain.supplier import SupplierNotFound
from services.suppliers.persistence.invitation_queries import InvitationQueries

router = APIRouter(tags=["sourcing"])

_BODY = (MalformedJson, BodyTooLarge, MediaTypeNotSupported)
_ONCE = (Unauthenticated, IdempotencyKeyReused, StillInProgress)
_ASKED = (RequestNotFound, ContactNotFound)
SAYING = (*_BODY, *_ONCE, *_ASKED, ContactRefused, VersionConflict)


class MailboxNotFound(NotFound):
    """The link is not one from a letter."""


async def _asked(
    request_id: UUID,
    request: Request,
    principal: Caller,
    supplier: Annotated[UUID | None, Query(description="the supplier that the link is for")] = None,
    token: Annotated[str | None, Query(max_length=100, description="from the link in the letter")] = None,
) -> UUID:
    """The supplier that speaks: of the key's organisation, or the one whose letter held the token."""
    mint = Mint(request.app.state.settings.platform_secret.get_secret_value())
    if supplier and token == mint.token(f"contact {contact_id(request_id, supplier)}"):
        return supplier
    if principal and principal.organisation and principal.organisation.isdigit():
        return id_of(Identifier(scheme=Scheme.SIRET, id=principal.organisation))
    raise ContactNotFound


async def _reads(request: Request) -> InvitationQueries:
    database: Database = request.app.state.database
    return InvitationQueries(database.reads)


Asked = Annotated[UUID, Depends(_asked)]
Company = Annotated[Principal, Depends(requires("profile:write"))]
InvitationReads = Annotated[InvitationQueries, Depends(_reads)]


@router.get(
    "/sourcing-requests/{request_id}/invitation",
    dependencies=PUBLIC,
    response_model=InvitationResource,
    responses=problems(Unauthenticated, *_ASKED),
)
async def read(request_id: UUID, supplier: Asked, uow: Uow, now: Now) -> InvitationResource:
    """Read what one was asked; the buyer learns that it was seen."""
    return InvitationResource.of(await read_invitation(uow, request_id, supplier, now=now))


@router.get(
    "/invitations", response_model=OwnInvitationPage, responses=problems(Unauthenticated, ScopeMissing, InvalidCursor)
)
async def list_own(reads: InvitationReads, company: Company, page: Paging) -> Response:
    """List what one's company was asked, the newest first."""
    page = replace(page, descending=True)
    return page.answer(await reads.own(page, id_of(Identifier(scheme=Scheme.SIRET, id=company.organisation or ""))))


@router.post(
    "/sourcing-requests/{request_id}/answers",
    status_code=201,
    dependencies=PUBLIC,
    response_model=InvitationResource,
    responses=problems(*SAYING),
)
async def answer(request_id: UUID, body: GivenAnswer, supplier: Asked, act: Acting) -> Response:
    """Answer, or change one's answer; every version is kept."""
    return await act(
        lambda: answer_request(act.uow, request_id, supplier, body.answer(act.now), now=act.now), InvitationResource.of
    )


@router.post(
    "/sourcing-requests/{request_id}/declination",
    status_code=201,
    dependencies=PUBLIC,
    response_model=InvitationResource,
    responses=problems(*SAYING),
)
async def decline(request_id: UUID, body: GivenDecline, supplier: Asked, act: Acting) -> Response:
    """Say that one does not want to answer, and why."""
    return await act(
        lambda: decline_request(act.uow, request_id, supplier, body.reason, now=act.now), InvitationResource.of
    )


@router.put(
    "/suppliers/{siret:path}/mailbox",
    status_code=204,
    dependencies=SPEAKER,
    responses=problems(*WRITING, NotYours, SupplierNotFound),
)
async def set_mailbox(identifier: Identified, body: GivenMailbox, uow: Uow) -> Response:
    """Say where a supplier is written to, and which letters it does not want; nobody reads it."""
    async with uow:
        await uow.suppliers.must_know(identifier)
        await uow.mailboxes.set(id_of(identifier), body.email, body.muted)
    return Response(status_code=204)


@router.delete(
    "/suppliers/{siret:path}/mailbox", status_code=204, dependencies=SPEAKER, responses=problems(*WRITING, NotYours)
)
async def forget_mailbox(identifier: Identified, uow: Uow) -> Response:
    """Write to a supplier no more."""
    async with uow:
        await uow.mailboxes.forget(id_of(identifier))
    return Response(status_code=204)


@router.delete(
    "/mailboxes/{supplier_id}/{token}", status_code=204, dependencies=PUBLIC, responses=problems(MailboxNotFound)
)
async def unsubscribe(
    supplier_id: UUID, token: Annotated[str, Path(max_length=100)], request: Request, uow: Uow
) -> Response:
    """Be written to no more, by the link in any letter; harmless when repeated."""
    mint = Mint(request.app.state.settings.platform_secret.get_secret_value())
    if token != mint.token(f"mailbox {supplier_id}"):
        raise MailboxNotFound
    async with uow:
        await uow.mailboxes.forget(supplier_id)
    return Response(status_code=204)
