"""Routes of contracts."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import PreconditionFailed, ready
from chassis.paging import InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from contracts.calendar import day_of
from contracts.vocabulary import Code, Procedure, Siret, Text
from services.tenders.api.acting import Acting, ActingOn
from services.tenders.api.dependencies import ContractWriter, ExecutionReads, Reads
from services.tenders.api.resources import ContractPage, ContractResource
from services.tenders.api.signature_schemas import GivenSignature, Notification
from services.tenders.api.tenders import ONCE, OWNED, WRITING
from services.tenders.application.contracting import notify_contract, sign_contract
from services.tenders.domain.award_decision import AwardNotConfirmed
from services.tenders.domain.call_off import FrameworkExhausted, FrameworkOver, NotFrameworkAgreement
from services.tenders.domain.contract import (
    AlreadyNotified,
    ContractNotFound,
    NotifiedBeforeSignature,
)
from services.tenders.domain.contract_status import ContractStatus
from services.tenders.domain.days import DateInTheFuture
from services.tenders.domain.duration import ConcessionTooLong
from services.tenders.domain.lot import LotNotFound
from services.tenders.domain.signature import LotNotAwarded, LotSigned, ReferenceTaken
from services.tenders.domain.tender_state import TenderNotFound
from services.tenders.domain.time_limits import StandstillRunning

router = APIRouter(prefix="/contracts", tags=["contracts"])


@router.post(
    "",
    status_code=201,
    response_model=ContractResource,
    responses=problems(
        *WRITING,
        *ONCE,
        *OWNED,
        TenderNotFound,
        LotNotFound,
        LotNotAwarded,
        LotSigned,
        ReferenceTaken,
        AwardNotConfirmed,
        StandstillRunning,
        DateInTheFuture,
        NotFrameworkAgreement,
        FrameworkOver,
        FrameworkExhausted,
        ConcessionTooLong,
    ),
)
async def sign(body: GivenSignature, buyer: ContractWriter, act: Acting) -> Response:
    """Sign the contract of an awarded lot, once the standstill is over."""
    return await act(
        lambda: sign_contract(act.uow, body.tender_id, body.signature(), by=buyer, today=day_of(act.now)),
        ContractResource.of,
        location="/contracts/{id}",
    )


@router.get("", dependencies=PUBLIC, response_model=ContractPage, responses=problems(InvalidCursor))
async def list_contracts(
    reads: Reads,
    page: Paging,
    status: ContractStatus | None = None,
    buyer: Siret | None = None,
    reference: Text | None = None,
    department: Code | None = None,
    area: Code | None = None,
    procedure: Procedure | None = None,
    framework: UUID | None = None,
    tender: UUID | None = None,
) -> Response:
    """List contracts, in a stable order."""
    filters = {
        "status": status,
        "buyer": buyer,
        "reference": reference,
        "department": department,
        "area": area,
        "procedure": procedure,
        "framework": str(framework) if framework else None,
        "procedure_id": tender,
    }
    return page.answer(await reads.contracts(page, filters))


@router.get(
    "/{contract_id}",
    dependencies=PUBLIC,
    response_model=ContractResource,
    responses=problems(ContractNotFound) | {304: {"description": "Not modified"}},
)
async def read_contract(contract_id: UUID, request: Request, reads: ExecutionReads) -> Response:
    """Read a contract, with the sums of what was done under it."""
    row = await reads.contract(contract_id)
    return ready(request, row["document"], row["tag"])


@router.post(
    "/{contract_id}/notification",
    status_code=201,
    response_model=ContractResource,
    responses=problems(
        *WRITING,
        *ONCE,
        ContractNotFound,
        AlreadyNotified,
        VersionConflict,
        PreconditionFailed,
        NotifiedBeforeSignature,
        DateInTheFuture,
    ),
)
async def notify(contract_id: UUID, body: Notification, buyer: ContractWriter, act: ActingOn) -> Response:
    """Notify the contract to its holder, from which it takes effect."""
    return await act(
        lambda: notify_contract(
            act.uow, contract_id, **dict(body), by=buyer, expected=act.expected, today=day_of(act.now)
        ),
        ContractResource.of,
    )
