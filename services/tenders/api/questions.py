"""Routes of questions about a tender."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Response

from chassis.auth import PUBLIC, Unauthenticated
from chassis.caching import IfMatchOffered, PreconditionFailed
from chassis.idempotency import OnceOnly
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging, seal, unseal
from chassis.problems import VersionConflict, problems
from services.tenders.api.dependencies import Asker, Exchanges, Now, PlatformSecret, Reader, TenderWriter, Uow
from services.tenders.api.exchange_resources import (
    AskedQuestion,
    GivenAnswer,
    GivenQuestion,
    GivenRefusal,
    QuestionPage,
    QuestionResource,
)
from services.tenders.api.tenders import BODY, ONCE, OWNED, WRITING
from services.tenders.application.questioning import answer_question, ask_question, decline_question
from services.tenders.domain.question import (
    AnswerTooLate,
    ContactMissing,
    QuestionNotFound,
    QuestionsClosed,
    QuestionSettled,
    QuestionStatus,
    QuestionTooLate,
)
from services.tenders.domain.tender import TenderNotFound

router = APIRouter(prefix="/tenders/{tender_id}/questions", tags=["questions"])

SETTLING = (
    *WRITING, *ONCE, *OWNED, TenderNotFound, QuestionNotFound, QuestionsClosed, QuestionSettled, VersionConflict,
    PreconditionFailed,
)  # fmt: skip
_PURPOSE = "question "


async def _asked(
    secret: PlatformSecret, token: Annotated[str | None, Header(alias="Prenan-Question-Token", max_length=200)] = None
) -> UUID | None:
    if token is None:
        return None
    purpose, _, identity = unseal(token, secret).partition(" ")
    if purpose != _PURPOSE.strip():
        raise InvalidCursor
    return UUID(identity)


@router.post(
    "",
    status_code=201,
    dependencies=PUBLIC,
    response_model=AskedQuestion,
    responses=problems(*BODY, *ONCE, Unauthenticated, TenderNotFound, QuestionsClosed, QuestionTooLate, ContactMissing),
)
async def ask(
    tender_id: UUID, body: GivenQuestion, uow: Uow, asker: Asker, secret: PlatformSecret, now: Now, once: OnceOnly
) -> Response:
    """Ask the buyer; nobody learns who asked, the buyer included."""
    return await once(
        uow,
        lambda: ask_question(uow, uuid7(), tender_id, **dict(body), organisation=asker, now=now),
        lambda question: AskedQuestion.with_token(question, seal(f"{_PURPOSE}{question.id}", secret)),
    )


@router.get(
    "",
    dependencies=PUBLIC,
    response_model=QuestionPage,
    responses=problems(TenderNotFound, InvalidCursor, Unauthenticated),
)
async def list_questions(
    tender_id: UUID,
    reads: Exchanges,
    reader: Reader,
    asker: Asker,
    page: Paging,
    asked: Annotated[UUID | None, Depends(_asked)],
    status: QuestionStatus | None = None,
) -> Response:
    """List the questions that were answered to all, and one's own; all of them for the buyer."""
    return page.answer(await reads.questions(tender_id, reader, page, status, asker=asker, asked=asked))


@router.post(
    "/{question_id}/answer",
    status_code=201,
    response_model=QuestionResource,
    responses=problems(*SETTLING, AnswerTooLate),
)
async def answer(
    tender_id: UUID,
    question_id: UUID,
    body: GivenAnswer,
    uow: Uow,
    buyer: TenderWriter,
    expected: IfMatchOffered,
    now: Now,
    once: OnceOnly,
) -> Response:
    """Answer a question, to all or to whoever asked."""
    return await once(
        uow,
        lambda: answer_question(uow, tender_id, question_id, **dict(body), by=buyer, expected=expected, now=now),
        QuestionResource.of,
    )


@router.post(
    "/{question_id}/refusal",
    status_code=201,
    response_model=QuestionResource,
    responses=problems(*SETTLING),
)
async def decline(
    tender_id: UUID,
    question_id: UUID,
    body: GivenRefusal,
    uow: Uow,
    buyer: TenderWriter,
    expected: IfMatchOffered,
    now: Now,
    once: OnceOnly,
) -> Response:
    """Leave a question without an answer, and tell whoever asked why."""
    return await once(
        uow,
        lambda: decline_question(uow, tender_id, question_id, reason=body.reason, by=buyer, expected=expected, now=now),
        QuestionResource.of,
    )
