"""Routes of questions about sourcing requests: suppliers ask, the buyer answers all of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import PreconditionFailed
from chassis.identity import uuid7
from chassis.problems import VersionConflict, problems
from chassis.tokens import Mint
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import Sender
from services.suppliers.api.invitations import SAYING, Asked
from services.suppliers.api.requests import ONCE
from services.suppliers.api.supplier_question_schemas import (
    Exchange,
    GivenExplanation,
    GivenSupplierQuestion,
    SupplierQuestionResource,
)
from services.suppliers.application.explaining import ask_about_request, explain
from services.suppliers.domain.requests.request import RequestNotFound
from services.suppliers.domain.requests.supplier_question import (
    SupplierQuestionNotFound,
    SupplierQuestionsClosed,
    SupplierQuestionSettled,
    SupplierQuestionsFull,
)

router = APIRouter(prefix="/sourcing-requests/{request_id}/questions", tags=["sourcing"])


async def _mint(request: Request) -> Mint:
    return Mint(request.app.state.settings.platform_secret.get_secret_value())


@router.post(
    "",
    status_code=201,
    dependencies=PUBLIC,
    response_model=Exchange,
    responses=problems(*SAYING, SupplierQuestionsClosed, SupplierQuestionsFull),
)
async def ask(request_id: UUID, body: GivenSupplierQuestion, supplier: Asked, act: Acting) -> Response:
    """Ask the buyer about its request; nobody else learns who asked."""
    return await act(
        lambda: ask_about_request(act.uow, uuid7(), request_id, supplier, body.text, now=act.now),
        lambda question: Exchange.of(question, supplier),
    )


@router.post(
    "/{question_id}/answer",
    status_code=201,
    response_model=SupplierQuestionResource,
    responses=problems(
        *ONCE, RequestNotFound, SupplierQuestionNotFound, SupplierQuestionSettled, SupplierQuestionsClosed,
        PreconditionFailed, VersionConflict,
    ),
)  # fmt: skip
async def answer(
    request_id: UUID,
    question_id: UUID,
    body: GivenExplanation,
    sender: Sender,
    act: Acting,
    mint: Annotated[Mint, Depends(_mint)],
) -> Response:
    """Answer a question, once: all that were asked are written to and see it, whoever is asked later too."""
    return await act(
        lambda: explain(
            act.uow,
            request_id,
            question_id,
            body.text,
            to=body.audience,
            wording=body.wording,
            by=sender.organisation,
            expected=act.expected,
            mint=mint,
            now=act.now,
        ),
        SupplierQuestionResource.of,
    )
