"""The bodies of sourcing requests."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from contracts.vocabulary import Identifier, Text
from services.suppliers.api.attachment_schemas import AttachmentResource
from services.suppliers.api.match_schemas import GivenBand
from services.suppliers.api.schemas import GivenIdentifier, GivenMoney, GivenPlace, plain
from services.suppliers.api.supplier_question_schemas import SupplierQuestionResource
from services.suppliers.domain.requests.contact import Answer, Contact, ContactStatus, Reply
from services.suppliers.domain.requests.request import RequestStatus, SourcingRequest
from services.suppliers.domain.requests.terms import QUESTIONS, RequestTerms

SUPPLIERS = 200
"""Suppliers that are added at once at most."""
Email = Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


class GivenTerms(RequestTerms, extra="forbid"):
    """A need as it is put to suppliers."""

    place: GivenPlace | None = None
    value: GivenBand | None = None  # type: ignore[assignment]

    def terms(self) -> RequestTerms:
        """The same in the words of the service."""
        return RequestTerms.model_validate(self.model_dump())


class GivenMatch(BaseModel, extra="forbid"):
    """The shortlist whose suppliers are proposed."""

    match_id: UUID


class GivenSuppliers(BaseModel, extra="forbid"):
    """Suppliers to ask, in this order."""

    identifiers: Annotated[
        tuple[Annotated[GivenIdentifier, AfterValidator(plain)], ...], Field(min_length=1, max_length=SUPPLIERS)
    ]

    def plain(self) -> tuple[Identifier, ...]:
        """The identifiers in the words of the published language."""
        return self.identifiers


class GivenClosure(BaseModel, extra="forbid"):
    """The tender that came of the request, where there is one."""

    tender_id: UUID | None = None


class GivenReply(Reply, extra="forbid"):
    """What a supplier says to one question."""


class GivenAnswer(BaseModel, extra="forbid"):
    """What a supplier could offer, for about how much excluding VAT, within how many days."""

    text: Text
    replies: Annotated[tuple[GivenReply, ...], Field(max_length=QUESTIONS)] = ()
    price: GivenMoney | None = None
    days: Annotated[int, Field(ge=0, le=3650)] | None = None
    lots: Text | None = None

    def answer(self, now: datetime) -> Answer:
        """The answer as it came."""
        return Answer.model_validate({**self.model_dump(), "at": now})


class GivenDecline(BaseModel, extra="forbid"):
    """Why a supplier does not want to answer."""

    reason: Text | None = None


class GivenMailbox(BaseModel, extra="forbid"):
    """Where a supplier is written to, and the kinds of letters that it does not want."""

    email: Email
    muted: Annotated[tuple[Annotated[str, Field(pattern=r"^sourcing$")], ...], Field(max_length=1)] = ()


class RequestResource(RequestTerms):
    """A sourcing request as its buyer sees it."""

    id: UUID
    revision: int
    status: RequestStatus
    match_id: UUID | None
    batches: int
    next_batch_at: datetime | None
    tender_id: UUID | None
    opened_at: datetime | None
    closed_at: datetime | None
    attachments: list[AttachmentResource]

    @classmethod
    def of(cls, request: SourcingRequest) -> Self:
        """The document of a request."""
        shown = ("id", "revision", "status", "match_id", "batches", "next_batch_at", "tender_id", "opened_at")
        standing = {name: getattr(request, name) for name in (*shown, "closed_at")}
        files = [AttachmentResource.of(one) for one in request.attachments]
        return cls(**dict(request.terms), **standing, attachments=files)


class RequestPage(BaseModel):
    """Sourcing requests, with paths of the next and the previous page."""

    items: list[RequestResource]
    next: str | None
    prev: str | None


class ContactResource(BaseModel):
    """A supplier in a request, all versions of its answer, and what followed."""

    supplier_id: UUID
    identifier: Identifier
    rank: int
    status: ContactStatus
    batch: int | None
    invited_at: datetime | None
    seen_at: datetime | None
    answers: tuple[Answer, ...]
    reason: str | None
    has_bid: bool
    has_won: bool

    @classmethod
    def of(cls, contact: Contact) -> Self:
        """The document of a contact."""
        return cls(**{name: getattr(contact, name) for name in cls.model_fields})


class Funnel(BaseModel):
    """How many were proposed, asked, saw it, answered, declined, bid and won: it closes itself from facts."""

    proposed: int
    asked: int
    seen: int
    answered: int
    declined: int
    bid: int
    won: int

    @classmethod
    def of(cls, contacts: list[ContactResource]) -> Self:
        """The funnel of a request."""
        return cls(
            proposed=len(contacts),
            asked=sum(one.invited_at is not None for one in contacts),
            seen=sum(one.seen_at is not None for one in contacts),
            answered=sum(bool(one.answers) for one in contacts),
            declined=sum(one.status is ContactStatus.DECLINED for one in contacts),
            bid=sum(one.has_bid for one in contacts),
            won=sum(one.has_won for one in contacts),
        )


class ContactList(BaseModel):
    """Everybody in a request by rank, what they answered side by side, and the funnel.

    This is also the log of equal treatment (égalité de traitement, CCP L3): who was asked, when, in which mailing, what
    each asked, and to whom it was answered.
    """

    items: list[ContactResource]
    funnel: Funnel
    questions: list[SupplierQuestionResource]
