"""Routes of a contract in force: how it changes, and how it ends."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import PUBLIC
from chassis.caching import PreconditionFailed
from chassis.paging import InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from contracts.calendar import day_of
from services.tenders.api.acting import ActingOn
from services.tenders.api.dependencies import ContractWriter, ExecutionReads
from services.tenders.api.execution_resources import ModificationPage
from services.tenders.api.execution_schemas import ContractEnd, GivenModification, GivenTermination
from services.tenders.api.resources import ContractResource
from services.tenders.api.tenders import ONCE, WRITING
from services.tenders.application.performing import end_contract, modify_contract, terminate_contract
from services.tenders.domain.call_off import FrameworkExhausted
from services.tenders.domain.contract import BeforeContract, ContractNotFound, ContractNotInForce
from services.tenders.domain.contract_change import InitialValueUnknown, NothingModified, SuccessorMismatch
from services.tenders.domain.days import DateInTheFuture
from services.tenders.domain.holders import HoldersInconsistent, HolderUnnamed, SharesExceedWhole
from services.tenders.domain.rules.modifications import ModificationTooLarge

router = APIRouter(prefix="/contracts/{contract_id}", tags=["execution"])

ON_CONTRACT = (*WRITING, *ONCE, ContractNotFound, ContractNotInForce, DateInTheFuture, BeforeContract)
CHANGING = (*ON_CONTRACT, VersionConflict, PreconditionFailed)
MODIFYING = (NothingModified, SuccessorMismatch, InitialValueUnknown, ModificationTooLarge, FrameworkExhausted)
SUCCEEDING = (HolderUnnamed, HoldersInconsistent, SharesExceedWhole)


@router.post(
    "/modifications",
    status_code=201,
    response_model=ContractResource,
    responses=problems(*CHANGING, *MODIFYING, *SUCCEEDING),
)
async def modify(contract_id: UUID, body: GivenModification, buyer: ContractWriter, act: ActingOn) -> Response:
    """Modify a contract in force, within what the law allows without a new procedure."""
    change, successors, today = body.change(), body.holders, day_of(act.now)
    return await act(
        lambda: modify_contract(
            act.uow, contract_id, change, successors=successors, by=buyer, expected=act.expected, today=today
        ),
        ContractResource.of,
    )


@router.get(
    "/modifications",
    dependencies=PUBLIC,
    response_model=ModificationPage,
    responses=problems(ContractNotFound, InvalidCursor),
)
async def list_modifications(contract_id: UUID, reads: ExecutionReads, page: Paging) -> Response:
    """List the modifications of a contract, by number."""
    return page.answer(await reads.modifications(contract_id, page))


@router.post("/end", status_code=201, response_model=ContractResource, responses=problems(*CHANGING))
async def end(contract_id: UUID, body: ContractEnd, buyer: ContractWriter, act: ActingOn) -> Response:
    """Record that everything was performed."""
    today = day_of(act.now)
    return await act(
        lambda: end_contract(
            act.uow, contract_id, ended_on=body.ended_on, by=buyer, expected=act.expected, today=today
        ),
        ContractResource.of,
    )


@router.post("/termination", status_code=201, response_model=ContractResource, responses=problems(*CHANGING))
async def terminate(contract_id: UUID, body: GivenTermination, buyer: ContractWriter, act: ActingOn) -> Response:
    """End a contract before its time."""
    today = day_of(act.now)
    return await act(
        lambda: terminate_contract(act.uow, contract_id, body, by=buyer, expected=act.expected, today=today),
        ContractResource.of,
    )
