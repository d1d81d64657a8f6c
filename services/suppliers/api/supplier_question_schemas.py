"""The bodies of questions about sourcing requests."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from contracts.vocabulary import Audience, Identifier, Text
from services.suppliers.domain.requests.supplier_question import SupplierQuestion


class GivenSupplierQuestion(BaseModel, extra="forbid"):
    """What a supplier wants to know."""

    text: Text


class GivenExplanation(BaseModel, extra="forbid"):
    """The answer, to all that were asked unless it helps the asker alone.

    `wording` replaces the question's own where that says who asked.
    """

    text: Text
    audience: Audience = Audience.ALL
    wording: Text | None = None


class SupplierQuestionResource(BaseModel):
    """A question as its buyer sees it, with who asked."""

    id: UUID
    revision: int
    supplier_id: UUID
    identifier: Identifier
    text: str
    asked_at: datetime
    answer: str | None
    audience: Audience | None
    answered_at: datetime | None

    @classmethod
    def of(cls, question: SupplierQuestion) -> Self:
        """The document of a question."""
        return cls(**{name: getattr(question, name) for name in cls.model_fields})


class Exchange(BaseModel):
    """A question and its answer as suppliers see them: whether it is one's own, and of others not whose."""

    id: UUID
    is_own: bool
    text: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None

    @classmethod
    def of(cls, question: SupplierQuestion, reader: UUID) -> Self:
        """The document of a question for one supplier."""
        shown = ("id", "text", "asked_at", "answer", "answered_at")
        return cls(is_own=question.supplier_id == reader, **{name: getattr(question, name) for name in shown})
