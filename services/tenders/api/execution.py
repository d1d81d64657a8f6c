"""Routes of what is done under a contract, beside its money."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.auth import PUBLIC
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.calendar import day_of
from services.tenders.api.acting import Acting
from services.tenders.api.dependencies import ContractWriter, ExecutionReads, Replier
from services.tenders.api.execution_resources import ExecutionActPage, ExecutionActResource
from services.tenders.api.execution_schemas import (
    GivenAppraisal,
    GivenClauseReport,
    GivenFoodReport,
    GivenPenalty,
    GivenReply,
    GivenSubcontract,
)
from services.tenders.api.performance import ON_CONTRACT
from services.tenders.application.acting import (
    apply_penalty,
    declare_subcontract,
    evaluate_supplier,
    reply_to_evaluation,
    report_clauses,
    report_food,
)
from services.tenders.domain.appraisal import AlreadyEvaluated, AlreadyReplied, NotTheHolder
from services.tenders.domain.contract import ContractNotFound
from services.tenders.domain.execution_act import ActKind, ExecutionActNotFound
from services.tenders.domain.reports import FoodPartsExceedWhole, PeriodReversed
from services.tenders.domain.subcontracting import SubcontractsExceedContract

router = APIRouter(prefix="/contracts/{contract_id}", tags=["execution"])


@router.get(
    "/acts",
    dependencies=PUBLIC,
    response_model=ExecutionActPage,
    responses=problems(ContractNotFound, InvalidCursor),
)
async def list_acts(contract_id: UUID, reads: ExecutionReads, page: Paging, kind: ActKind | None = None) -> Response:
    """List what was done under a contract, of one kind or of all, in a stable order."""
    return page.answer(await reads.acts(contract_id, page, kind))


@router.post(
    "/subcontracts",
    status_code=201,
    response_model=ExecutionActResource,
    responses=problems(*ON_CONTRACT, SubcontractsExceedContract),
)
async def subcontract(contract_id: UUID, body: GivenSubcontract, buyer: ContractWriter, act: Acting) -> Response:
    """Accept a subcontractor and its conditions of payment (DC4)."""
    return await act(
        lambda: declare_subcontract(act.uow, contract_id, uuid7(), body.said(), by=buyer, today=day_of(act.now)),
        ExecutionActResource.of,
    )


@router.post("/penalties", status_code=201, response_model=ExecutionActResource, responses=problems(*ON_CONTRACT))
async def penalise(contract_id: UUID, body: GivenPenalty, buyer: ContractWriter, act: Acting) -> Response:
    """Apply a penalty to the holder."""
    return await act(
        lambda: apply_penalty(act.uow, contract_id, uuid7(), body.said(), by=buyer, today=day_of(act.now)),
        ExecutionActResource.of,
    )


@router.post(
    "/clause-reports",
    status_code=201,
    response_model=ExecutionActResource,
    responses=problems(*ON_CONTRACT, PeriodReversed),
)
async def clause_report(contract_id: UUID, body: GivenClauseReport, buyer: ContractWriter, act: Acting) -> Response:
    """Report how the clauses of a contract were kept in a period."""
    return await act(
        lambda: report_clauses(act.uow, contract_id, uuid7(), body.said(), by=buyer, today=day_of(act.now)),
        ExecutionActResource.of,
    )


@router.post(
    "/food-reports",
    status_code=201,
    response_model=ExecutionActResource,
    responses=problems(*ON_CONTRACT, PeriodReversed, FoodPartsExceedWhole),
)
async def food_report(contract_id: UUID, body: GivenFoodReport, buyer: ContractWriter, act: Acting) -> Response:
    """Report what food was bought under a contract in a period."""
    return await act(
        lambda: report_food(act.uow, contract_id, uuid7(), body.said(), by=buyer, today=day_of(act.now)),
        ExecutionActResource.of,
    )


@router.post(
    "/evaluation",
    status_code=201,
    response_model=ExecutionActResource,
    responses=problems(*ON_CONTRACT, AlreadyEvaluated),
)
async def evaluate(contract_id: UUID, body: GivenAppraisal, buyer: ContractWriter, act: Acting) -> Response:
    """Evaluate the holder of a contract that has ended."""
    return await act(
        lambda: evaluate_supplier(act.uow, contract_id, body.said(), by=buyer, today=day_of(act.now)),
        ExecutionActResource.of,
    )


@router.post(
    "/evaluation/reply",
    status_code=201,
    response_model=ExecutionActResource,
    responses=problems(*ON_CONTRACT, ExecutionActNotFound, NotTheHolder, AlreadyReplied),
)
async def reply(contract_id: UUID, body: GivenReply, holder: Replier, act: Acting) -> Response:
    """Answer, as a holder, to the evaluation by the buyer."""
    return await act(
        lambda: reply_to_evaluation(act.uow, contract_id, body.reply, by=holder, today=day_of(act.now)),
        ExecutionActResource.of,
    )
