"""Routes by which portals renew and pass on what proves that an object is theirs to change."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response
from pydantic import BaseModel

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.idempotency import IdempotencyKeyReused, OnceOnly, StillInProgress
from chassis.problems import problems
from services.tenders.api.dependencies import ActingPortal, RealNow, Uow
from services.tenders.api.resources import Shown
from services.tenders.application.owning import accept_object, offer_object, rotate_owner_token
from services.tenders.domain.ownership import Ownership, OwnerTokenMissing, OwnerTokenWrong, TransferRefused
from services.tenders.persistence.ownerships import TRANSFER_TOKEN

router = APIRouter(prefix="/ownerships/{object_id}", tags=["ownerships"])

ONCE = (Unauthenticated, ScopeMissing, IdempotencyKeyReused, StillInProgress)
PROVED = problems(*ONCE, OwnerTokenMissing, OwnerTokenWrong)
TransferToken = Annotated[str, Header(alias=TRANSFER_TOKEN, max_length=100)]


class OwnershipResource(BaseModel):
    """That an object is changed through the portal that has its owner token; tokens are in headers alone."""

    object_id: UUID
    kind: str
    created_at: Shown
    rotated_at: Shown | None
    transfer_expires: Shown | None

    @classmethod
    def of(cls, ownership: Ownership) -> "OwnershipResource":
        """An ownership as its portal sees it."""
        return cls.model_construct(**{name: getattr(ownership, name) for name in cls.model_fields})


def _answering(act: Callable[[], Awaitable[Ownership]]) -> Callable[[], Awaitable[tuple[BaseModel, dict[str, str]]]]:
    async def answer() -> tuple[BaseModel, dict[str, str]]:
        return OwnershipResource.of(await act()), {}

    return answer


@router.post("/rotation", status_code=201, response_model=OwnershipResource, responses=PROVED)
async def rotate(object_id: UUID, uow: Uow, portal: ActingPortal, now: RealNow, once: OnceOnly) -> Response:
    """End the owner token and get another, in the header Prenan-Owner-Token; an open offer is withdrawn."""
    act = _answering(lambda: rotate_owner_token(uow, object_id, by=portal, now=now))
    return await once.keep(uow, act, status=201)


@router.post("/transfer", status_code=201, response_model=OwnershipResource, responses=PROVED)
async def transfer(object_id: UUID, uow: Uow, portal: ActingPortal, now: RealNow, once: OnceOnly) -> Response:
    """Get a token that another portal may present once within seven days, in the header Prenan-Transfer-Token."""
    act = _answering(lambda: offer_object(uow, object_id, by=portal, now=now))
    return await once.keep(uow, act, status=201)


@router.post(
    "/acceptance", status_code=201, response_model=OwnershipResource, responses=problems(*ONCE, TransferRefused)
)
async def accept(
    object_id: UUID, uow: Uow, _: ActingPortal, now: RealNow, once: OnceOnly, transfer_token: TransferToken = ""
) -> Response:
    """Take an object over with a transfer token; the answer has its new owner token, and the former one ends."""
    act = _answering(lambda: accept_object(uow, object_id, transfer_token=transfer_token, now=now))
    return await once.keep(uow, act, status=201)
