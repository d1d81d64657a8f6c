"""Routes of the register of withdrawals."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated
from chassis.idempotency import OnceOnly
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.vocabulary import Siret, Text
from services.tenders.api.dependencies import Dossiers, Now, TenderWriter, Uow
from services.tenders.api.dossier_resources import WithdrawalCount, WithdrawalPage, WithdrawalResource
from services.tenders.api.schemas import Body
from services.tenders.api.tenders import BODY, ONCE, OWNED
from services.tenders.application.withdrawing import open_register, withdraw_dossier
from services.tenders.domain.buyer import NotTheBuyer
from services.tenders.domain.tender_state import TenderNotFound
from services.tenders.domain.withdrawal import Email, WithdrawalClosed

router = APIRouter(prefix="/tenders/{tender_id}/withdrawals", tags=["documents"])

_REGISTER: dict[int | str, dict[str, Any]] = problems(
    Unauthenticated, ScopeMissing, NotTheBuyer, *OWNED, TenderNotFound, InvalidCursor
)


class GivenIdentity(Body):
    """Who takes the documents, as far as they care to say; with `email` they are told of amendments."""

    siret: Siret | None = None
    name: Text | None = None
    email: Email | None = None


@router.post(
    "",
    status_code=201,
    dependencies=PUBLIC,
    response_model=WithdrawalResource,
    responses=problems(*BODY, *ONCE, TenderNotFound, WithdrawalClosed, Unauthenticated),
)
async def withdraw(tender_id: UUID, body: GivenIdentity, uow: Uow, now: Now, once: OnceOnly) -> Response:
    """Take the documents of a published tender; to give a name is optional (CCP R2132-2)."""

    async def act() -> tuple[BaseModel, dict[str, str]]:
        withdrawal, documents = await withdraw_dossier(uow, uuid7(), tender_id, **dict(body), now=now)
        return WithdrawalResource.of(withdrawal, documents), {}

    return await once.keep(uow, act, status=201)


@router.get("", response_model=WithdrawalPage, responses=_REGISTER)
async def list_withdrawals(tender_id: UUID, reads: Dossiers, uow: Uow, buyer: TenderWriter, page: Paging) -> Response:
    """List who took the documents, for the buyer alone."""
    await open_register(uow, tender_id, by=buyer)
    return page.answer(await reads.withdrawals(tender_id, page))


@router.get("/count", response_model=WithdrawalCount, responses=_REGISTER)
async def count_withdrawals(tender_id: UUID, reads: Dossiers, uow: Uow, buyer: TenderWriter) -> WithdrawalCount:
    """Count who took the documents, for the buyer alone."""
    await open_register(uow, tender_id, by=buyer)
    return WithdrawalCount(**dict(await reads.withdrawal_count(tender_id)))
