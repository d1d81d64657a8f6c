"""What suppliers that were asked want to know, and what they are answered; who asked is shown to the buyer alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from chassis.errors import Conflict, NotFound
from contracts.vocabulary import Audience, Identifier, Text
from services.suppliers.domain.requests.contact import Contact

MOST = 200
"""Questions that a request takes."""


class SupplierQuestionNotFound(NotFound):
    """Nobody asked such a question about this request."""


class SupplierQuestionSettled(Conflict):
    """The question was answered already."""


class SupplierQuestionsClosed(Conflict):
    """The request is not open: nothing is asked or answered about it."""


class SupplierQuestionsFull(Conflict):
    """As many questions were asked about the request as it takes."""


@dataclass(kw_only=True, eq=False)
class SupplierQuestion:
    """A question of a supplier about a sourcing request (question posée avant consultation): CCP R2111-1."""

    id: UUID
    request_id: UUID
    supplier_id: UUID
    identifier: Identifier
    text: Text
    asked_at: datetime
    answer: Text | None = None
    audience: Audience | None = None
    answered_at: datetime | None = None
    changes: int = 1

    @property
    def revision(self) -> int:
        """What its entity tag shows."""
        return self.changes

    @classmethod
    def ask(cls, question_id: UUID, contact: Contact, text: Text, *, asked: int, is_open: bool, now: datetime) -> Self:
        """Ask about an open request that one was asked, of which `asked` questions were asked before."""
        _must_be_open(is_open=is_open)
        contact.must_be_asked()
        if asked >= MOST:
            raise SupplierQuestionsFull(most=MOST)
        return cls(
            id=question_id,
            request_id=contact.request_id,
            supplier_id=contact.supplier_id,
            identifier=contact.identifier,
            text=text,
            asked_at=now,
        )

    def reply(self, answer: Text, *, to: Audience, wording: Text | None, is_open: bool, now: datetime) -> None:
        """Answer it, once; `wording` replaces the question's own where that says who asked."""
        _must_be_open(is_open=is_open)
        if self.answered_at is not None:
            raise SupplierQuestionSettled
        self.text, self.answer, self.audience, self.answered_at = wording or self.text, answer, to, now
        self.changes += 1

    def is_for(self, supplier_id: UUID) -> bool:
        """Whether a supplier sees it: its own, and what was answered to all."""
        return self.supplier_id == supplier_id or self.audience is Audience.ALL


def _must_be_open(*, is_open: bool) -> None:
    if not is_open:
        raise SupplierQuestionsClosed
