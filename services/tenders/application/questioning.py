"""Asking about a call, and answering."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.calendar import day_of
from contracts.vocabulary import Audience, Siret, Text
from services.tenders.application.legal import information
from services.tenders.application.notifying import of_question
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.question import Question
from services.tenders.domain.tender import Tender
from services.tenders.domain.time_limits import TimeLimit
from services.tenders.persistence.unit_of_work import UnitOfWork

_ANY_REVISION = Expected(None)


async def ask_question(
    uow: UnitOfWork,
    question_id: UUID,
    tender_id: UUID,
    *,
    text: Text,
    organisation: Siret | None,
    email: str | None,
    now: datetime,
) -> Question:
    """Ask the buyer of a published tender."""
    async with uow:
        tender = await uow.tenders.receiving(tender_id)
        limit = _binding_limit(tender, now)
        question = Question.ask(tender, question_id, text, organisation=organisation, email=email, now=now, limit=limit)
        uow.questions.add(question)
    return question


async def answer_question(
    uow: UnitOfWork,
    tender_id: UUID,
    question_id: UUID,
    *,
    text: Text,
    to: Audience,
    wording: Text | None,
    by: Buyer,
    expected: Expected,
    now: datetime,
) -> Question:
    """Answer a question, to whoever asked or to everybody."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=_ANY_REVISION, lock=True)
        question = await uow.questions.get(tender_id, question_id, expected=expected)
        question.reply(tender, text, to=to, wording=wording, by=by, now=now, limit=_binding_limit(tender, now))
        notice = of_question(tender, question)
        await uow.notifications.write_to_asker(tender_id, question_id, notice, now)
        if to is Audience.ALL:
            await uow.notifications.write_to_withdrawers(tender_id, notice, now)
    return question


async def decline_question(
    uow: UnitOfWork,
    tender_id: UUID,
    question_id: UUID,
    *,
    reason: Text,
    by: Buyer,
    expected: Expected,
    now: datetime,
) -> Question:
    """Leave a question without an answer."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=_ANY_REVISION, lock=True)
        question = await uow.questions.get(tender_id, question_id, expected=expected)
        question.decline(tender, reason, by=by, now=now)
        notice = of_question(tender, question, declined=True)
        await uow.notifications.write_to_asker(tender_id, question_id, notice, now)
    return question


def _binding_limit(tender: Tender, now: datetime) -> TimeLimit | None:
    """How long before the deadline answers are due, where the law says so."""
    limit = information(tender, day_of(now))
    return limit if limit.binding else None
