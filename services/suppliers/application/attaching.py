"""Files that go with a sourcing request."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from chassis.depot import Depot
from chassis.errors import Refusal
from chassis.storage import Storage
from services.suppliers.domain.requests.attachment import Attachment, among
from services.suppliers.domain.requests.request import SourcingRequest
from services.suppliers.persistence.unit_of_work import UnitOfWork

_ANY_REVISION = Expected(None)


@dataclass(frozen=True)
class Sent:
    """A file as somebody sends it: its name, what it claims to be, and its bytes as they come."""

    name: str
    media_type: str
    chunks: AsyncIterator[bytes]


async def attach(
    uow: UnitOfWork, depot: Depot, request_id: UUID, sent: Sent, *, by: str | None, now: datetime
) -> Attachment:
    """Add a file to a draft, in the place of one of its name, and let go of what no request names any more.

    It is taken once its place is known to be open, and let go where a rule refuses it in the end.
    """
    async with uow:
        (await uow.requests.of_buyer(request_id, by)).must_be_draft()
    kept = await depot.receive(sent.name, sent.media_type, sent.chunks)
    try:
        async with uow:
            request = await uow.requests.get(request_id, by=by, expected=_ANY_REVISION)
            before = request.attachments
            attachment = Attachment(name=sent.name, added_at=now, **vars(kept))
            request.attach(attachment)
    except Refusal:
        await depot.storage.delete(kept.stored_as)
        raise
    await _let_go(depot.storage, before, request)
    return attachment


async def detach(uow: UnitOfWork, storage: Storage, request_id: UUID, name: str, *, by: str | None) -> None:
    """Drop a file of a draft."""
    async with uow:
        request = await uow.requests.get(request_id, by=by, expected=_ANY_REVISION)
        before = request.attachments
        request.detach(name)
    await _let_go(storage, before, request)


async def attachment_of_buyer(uow: UnitOfWork, request_id: UUID, name: str, *, by: str | None) -> Attachment:
    """A file, as the buyer reads it."""
    async with uow:
        return among((await uow.requests.of_buyer(request_id, by)).attachments, name)


async def attachment_of_supplier(uow: UnitOfWork, request_id: UUID, supplier_id: UUID, name: str) -> Attachment:
    """A file, as a supplier that was asked reads it."""
    async with uow:
        request = await uow.requests.shown(request_id)
        (await uow.contacts.get(request_id, supplier_id)).must_be_asked()
        return among(request.attachments, name)


async def _let_go(storage: Storage, before: tuple[Attachment, ...], request: SourcingRequest) -> None:
    for name in {one.stored_as for one in before} - {one.stored_as for one in request.attachments}:
        await storage.delete(name)
