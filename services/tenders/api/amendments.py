"""Routes of amendments, and of the letters that they lead to."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import PUBLIC, ScopeMissing, Unauthenticated
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from services.tenders.api.acting import ActingOn
from services.tenders.api.dependencies import Exchanges, Reader, TenderWriter, Uow
from services.tenders.api.exchange_resources import AmendmentPage, AmendmentResource, GivenAmendment, LetterPage
from services.tenders.api.tenders import ACTING, OWNED
from services.tenders.application.amending import amend_tender
from services.tenders.application.withdrawing import open_register
from services.tenders.domain.amendment import DeadlineShortened, ExtensionMissing, ExtensionTooShort
from services.tenders.domain.buyer import NotTheBuyer
from services.tenders.domain.dossier import NothingWaiting
from services.tenders.domain.tender_state import TenderNotFound
from services.tenders.domain.time_limits import DeadlinePassed

router = APIRouter(prefix="/tenders/{tender_id}", tags=["amendments"])


@router.post(
    "/amendments",
    status_code=201,
    response_model=AmendmentResource,
    responses=problems(*ACTING, DeadlineShortened, ExtensionMissing, ExtensionTooShort, DeadlinePassed, NothingWaiting),
)
async def amend(tender_id: UUID, body: GivenAmendment, buyer: TenderWriter, act: ActingOn) -> Response:
    """Change a published call, and tell everybody who took its documents (avis rectificatif)."""
    return await act(
        lambda: amend_tender(
            act.uow, tender_id, body.change(), body.documents, by=buyer, expected=act.expected, now=act.now
        ),
        AmendmentResource.of,
    )


@router.get(
    "/amendments",
    dependencies=PUBLIC,
    response_model=AmendmentPage,
    responses=problems(TenderNotFound, InvalidCursor, Unauthenticated),
)
async def list_amendments(tender_id: UUID, reads: Exchanges, reader: Reader, page: Paging) -> Response:
    """List the amendments of a tender."""
    return page.answer(await reads.amendments(tender_id, reader, page))


@router.get(
    "/letters",
    response_model=LetterPage,
    responses=problems(Unauthenticated, ScopeMissing, NotTheBuyer, *OWNED, TenderNotFound, InvalidCursor),
)
async def list_letters(tender_id: UUID, reads: Exchanges, uow: Uow, buyer: TenderWriter, page: Paging) -> Response:
    """List the letters that amendments and answers led to, for the buyer alone; those that fail say why."""
    await open_register(uow, tender_id, by=buyer)
    return page.answer(await reads.letters(tender_id, page))
