"""Sourcing requests as those see them that are asked."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from services.suppliers.api.attachment_schemas import AttachmentResource
from services.suppliers.api.request_schemas import ContactResource
from services.suppliers.api.supplier_question_schemas import Exchange
from services.suppliers.application.answering import Invited
from services.suppliers.domain.matching.kept import KeptPart
from services.suppliers.domain.requests.contact import ContactStatus
from services.suppliers.domain.requests.request import RequestStatus


class OwnInvitation(BaseModel):
    """A request in the list of the supplier that it asked; `standing` is what became of the supplier in it."""

    id: UUID
    status: RequestStatus
    buyer: str | None
    title: str
    deadline: datetime
    standing: ContactStatus
    invited_at: datetime


class OwnInvitationPage(BaseModel):
    """Invitations of one's own, the newest first, with paths of the next and the previous page."""

    items: list[OwnInvitation]
    next: str | None
    prev: str | None


class InvitationResource(BaseModel):
    """A request as the supplier that it asked sees it; the buyer is not named where it is anonymous."""

    id: UUID
    status: RequestStatus
    buyer: str | None
    title: str
    text: str
    cpv: str
    questions: tuple[str, ...]
    minimum: str | None
    maximum: str | None
    deadline: datetime
    contact: ContactResource
    attachments: list[AttachmentResource]
    reasons: list[KeptPart] = Field(description="why one was proposed, where a shortlist did")
    exchanges: list[Exchange] = Field(description="questions about it, those of others once answered")

    @classmethod
    def of(cls, invited: Invited) -> Self:
        """The document of an invitation."""
        terms = invited.request.terms
        shared = terms.value if terms.value_shared else None
        return cls(
            id=invited.request.id,
            status=invited.request.status,
            buyer=None if terms.anonymous else terms.buyer,
            minimum=str(shared.minimum.amount) if shared else None,
            maximum=str(shared.maximum.amount) if shared else None,
            contact=ContactResource.of(invited.contact),
            attachments=[AttachmentResource.of(one) for one in invited.request.attachments],
            reasons=list(invited.reasons),
            exchanges=[Exchange.of(one, invited.contact.supplier_id) for one in invited.questions],
            **{name: getattr(terms, name) for name in ("title", "text", "cpv", "questions", "deadline")},
        )
