"""What suppliers say to a request that asked them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.vocabulary import Text
from services.suppliers.domain.requests.contact import Answer, Contact
from services.suppliers.domain.requests.request import RequestStatus, SourcingRequest
from services.suppliers.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Invited:
    """A request as the supplier that it asked sees it."""

    request: SourcingRequest
    contact: Contact

    @property
    def id(self) -> UUID:
        """Identity of the contact."""
        return self.contact.id

    @property
    def revision(self) -> int:
        """What the contact's entity tag shows."""
        return self.contact.revision


async def read_invitation(uow: UnitOfWork, request_id: UUID, supplier_id: UUID, *, now: datetime) -> Invited:
    """The request, and that this supplier saw it."""
    async with uow:
        request = await uow.requests.shown(request_id)
        contact = await uow.contacts.get(request_id, supplier_id)
        contact.see(now=now)
    return Invited(request, contact)


async def answer_request(
    uow: UnitOfWork, request_id: UUID, supplier_id: UUID, answer: Answer, *, now: datetime
) -> Invited:
    """Take an answer, or another version of it, while answers are taken."""
    async with uow:
        request = await uow.requests.shown(request_id)
        contact = await uow.contacts.get(request_id, supplier_id)
        contact.answer(answer, is_open=_is_open(request, now))
    return Invited(request, contact)


async def decline_request(
    uow: UnitOfWork, request_id: UUID, supplier_id: UUID, reason: Text | None, *, now: datetime
) -> Invited:
    """Take note that a supplier does not want to answer, so that another one may be asked."""
    async with uow:
        request = await uow.requests.held(request_id)
        contact = await uow.contacts.get(request_id, supplier_id)
        contact.decline(reason, is_open=_is_open(request, now), now=now)
        request.resume(now=now)
    return Invited(request, contact)


def _is_open(request: SourcingRequest, now: datetime) -> bool:
    return request.status is RequestStatus.OPEN and now < request.terms.deadline
