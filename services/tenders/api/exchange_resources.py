"""Amendments, questions and letters as they are sent and shown."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from contracts.procedures import DocumentReference
from contracts.vocabulary import Audience, Text
from services.tenders.api.resources import Shown
from services.tenders.api.schemas import Body, Deadline
from services.tenders.domain.amendment import Change
from services.tenders.domain.dossier import DocumentName
from services.tenders.domain.question import Question, QuestionStatus
from services.tenders.domain.tender import Tender
from services.tenders.domain.withdrawal import Email


class GivenAmendment(Body):
    """A change of a published call; `documents` are names of those that were sent ahead of it, with `amending`."""

    summary: Text
    reason: Text
    substantial: bool
    deadline: Deadline | None = None
    documents: Annotated[tuple[DocumentName, ...], Field(max_length=200)] = ()

    def change(self) -> Change:
        """The change, documents apart."""
        return Change(**{name: value for name, value in self if name != "documents"})


class AmendmentResource(BaseModel):
    """An amendment; `deadline` is the one that held from then on, `warnings` say what was doubtful."""

    number: int
    summary: Text
    reason: Text
    substantial: bool
    deadline: Shown
    amended_at: Shown
    documents: tuple[DocumentReference, ...]
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, tender: Tender) -> "AmendmentResource":
        """The newest amendment of a tender."""
        return cls.model_construct(**dict(tender.amendments[-1]))


class AmendmentPage(BaseModel):
    """Amendments, the first one first, with paths of the next and the previous page."""

    items: list[AmendmentResource]
    next: str | None
    prev: str | None


class GivenQuestion(Body):
    """A question; whoever asks without a key of its organisation leaves an address. Neither is ever shown."""

    text: Text
    email: Email | None = None


class GivenAnswer(Body):
    """An answer; `wording` replaces that of the question where it says who asked."""

    text: Text
    to: Audience
    wording: Text | None = None


class GivenRefusal(Body):
    """Why a question is not answered; its asker alone is told."""

    reason: Text


class QuestionResource(BaseModel):
    """A question, whoever asked it; `reason` says why it was declined."""

    id: UUID
    status: QuestionStatus
    text: Text
    asked_at: Shown
    answer: Text | None
    reason: Text | None
    to: Audience | None
    settled_at: Shown | None
    revision: int

    @classmethod
    def of(cls, question: Question) -> "QuestionResource":
        """A question as its buyer sees it."""
        return cls.model_construct(**_shown(question))


class AskedQuestion(QuestionResource):
    """A question as its asker is answered: `token`, sent as `Prenan-Question-Token`, shows it to them again."""

    token: str

    @classmethod
    def with_token(cls, question: Question, token: str) -> "AskedQuestion":
        """A question and the token that shows it."""
        return cls.model_construct(**_shown(question), token=token)


def _shown(question: Question) -> dict[str, Any]:
    is_declined = question.status is QuestionStatus.DECLINED
    own = {name: getattr(question, name) for name in ("id", "status", "text", "asked_at", "settled_at", "revision")}
    answer, reason = (None, question.answer) if is_declined else (question.answer, None)
    return {**own, "answer": answer, "reason": reason, "to": question.audience}


class QuestionPage(BaseModel):
    """Questions, the first one first, with paths of the next and the previous page."""

    items: list[QuestionResource]
    next: str | None
    prev: str | None


class LetterResource(BaseModel):
    """A letter: what it is about, how often it was tried, when it went; `error` is of the last try."""

    id: UUID
    cause: Text
    email: str
    attempts: int
    sent_at: Shown | None
    due_at: Shown | None
    error: str | None


class LetterPage(BaseModel):
    """Letters in a stable order, with paths of the next and the previous page."""

    items: list[LetterResource]
    next: str | None
    prev: str | None
