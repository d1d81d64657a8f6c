"""Routes of questions about a tender."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Response

from chassis.auth import PUBLIC, Unauthenticated
from chassis.caching import PreconditionFailed
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging, seal, unseal
from chassis.problems import VersionConflict, problems
from services.tenders.api.acting import Acting, ActingOn
from services.tenders.api.dependencies import Asker, Exchanges, PlatformSecret, Reader, TenderWriter
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
from services.tenders.domain.tender_state import TenderNotFound

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
async def ask(tender_id: UUID, body: GivenQuestion, asker: Asker, secret: PlatformSecret, act: Acting) -> Response:
    """Ask the buyer; nobody learns who asked, the buyer included."""
    return await act(
        lambda: ask_question(act.uow, uuid7(), tender_id, **dict(body), organisation=asker, now=act.now),
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
async def answer(tender_id: UUID, question_id: UUID, body: GivenAnswer, buyer: TenderWriter, act: ActingOn) -> Response:
    """Answer a question, to all or to whoever asked."""
    return await act(
        lambda: answer_question(
            act.uow, tender_id, question_id, **dict(body), by=buyer, expected=act.expected, now=act.now
        ),
        QuestionResource.of,
    )


@router.post(
    "/{question_id}/refusal",
    status_code=201,
    response_model=QuestionResource,
    responses=problems(*SETTLING),
)
async def decline(
    tender_id: UUID, question_id: UUID, body: GivenRefusal, buyer: TenderWriter, act: ActingOn
) -> Response:
    """Leave a question without an answer, and tell whoever asked why."""
    return await act(
        lambda: decline_question(
            act.uow, tender_id, question_id, reason=body.reason, by=buyer, expected=act.expected, now=act.now
        ),
        QuestionResource.of,
    )
