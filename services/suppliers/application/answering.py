"""What suppliers say to a request that asked them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.auth import EVERY_ORGANISATION
from contracts.vocabulary import Text
from services.suppliers.domain.matching.kept import KeptPart
from services.suppliers.domain.requests.contact import Answer, Contact
from services.suppliers.domain.requests.reasons import reasons
from services.suppliers.domain.requests.request import SourcingRequest
from services.suppliers.domain.requests.supplier_question import SupplierQuestion
from services.suppliers.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Invited:
    """A request as the supplier that it asked sees it."""

    request: SourcingRequest
    contact: Contact
    questions: Sequence[SupplierQuestion]
    reasons: Sequence[KeptPart]

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
        return await _shown(uow, request, contact)


async def answer_request(
    uow: UnitOfWork, request_id: UUID, supplier_id: UUID, answer: Answer, *, now: datetime
) -> Invited:
    """Take an answer, or another version of it, while answers are taken."""
    async with uow:
        request = await uow.requests.shown(request_id)
        contact = await uow.contacts.get(request_id, supplier_id)
        contact.answer(answer, is_open=request.is_open(now))
        return await _shown(uow, request, contact)


async def decline_request(
    uow: UnitOfWork, request_id: UUID, supplier_id: UUID, reason: Text | None, *, now: datetime
) -> Invited:
    """Take note that a supplier does not want to answer, so that another one may be asked."""
    async with uow:
        request = await uow.requests.held(request_id)
        contact = await uow.contacts.get(request_id, supplier_id)
        contact.decline(reason, is_open=request.is_open(now), now=now)
        request.resume(now=now)
        return await _shown(uow, request, contact)


async def _shown(uow: UnitOfWork, request: SourcingRequest, contact: Contact) -> Invited:
    """The request with the questions that this supplier may see, and why it is asked."""
    questions = await uow.supplier_questions.of(request.id)
    visible = [one for one in questions if one.is_for(contact.supplier_id)]
    match = request.match_id
    shortlist = await uow.shortlists.get(match, by=EVERY_ORGANISATION) if match else None
    return Invited(request, contact, visible, reasons(shortlist, contact.supplier_id, request.terms))
