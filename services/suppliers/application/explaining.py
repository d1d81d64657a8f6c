"""Questions of suppliers about a sourcing request, and what all of them are answered."""

from datetime import datetime
from functools import partial
from uuid import UUID

from chassis.caching import Expected
from chassis.tokens import Mint
from contracts.vocabulary import Audience, Text
from services.suppliers.application.addressing import write_to
from services.suppliers.domain.requests.explanation import explanation
from services.suppliers.domain.requests.request import SourcingRequest
from services.suppliers.domain.requests.supplier_question import SupplierQuestion
from services.suppliers.persistence.unit_of_work import UnitOfWork

_ANY_REVISION = Expected(None)


async def ask_about_request(
    uow: UnitOfWork, question_id: UUID, request_id: UUID, supplier_id: UUID, text: Text, *, now: datetime
) -> SupplierQuestion:
    """Ask the buyer, as a supplier that it asked."""
    async with uow:
        request = await uow.requests.held(request_id)
        contact = await uow.contacts.get(request_id, supplier_id)
        asked = await uow.supplier_questions.count(request_id)
        is_open = request.is_open(now)
        question = SupplierQuestion.ask(question_id, contact, text, asked=asked, is_open=is_open, now=now)
        uow.supplier_questions.add(question)
    return question


async def explain(
    uow: UnitOfWork, request_id: UUID, question_id: UUID, answer: Text, *, to: Audience, wording: Text | None,
    by: str | None, expected: Expected, mint: Mint, now: datetime,
) -> SupplierQuestion:  # fmt: skip
    """Answer a question, and write to those who see it: all that were asked, or the one that asks."""
    async with uow:
        request = await uow.requests.get(request_id, by=by, expected=_ANY_REVISION)
        question = await uow.supplier_questions.get(request_id, question_id, expected=expected)
        question.reply(answer, to=to, wording=wording, is_open=request.is_open(now), now=now)
        await _write(uow, request, question, mint, now)
    return question


async def _write(
    uow: UnitOfWork, request: SourcingRequest, question: SupplierQuestion, mint: Mint, now: datetime
) -> None:
    asked = [one for one in await uow.contacts.of(request.id) if one.invited_at and question.is_for(one.supplier_id)]
    await write_to(uow, asked, partial(explanation, request, question), mint=mint, now=now)
