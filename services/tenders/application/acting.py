"""What is done under a contract, beside its money."""

from datetime import date
from uuid import UUID

from contracts.procedures import Appraisal, ClauseReport, FoodReport, Penalty, Subcontract
from contracts.vocabulary import Text
from services.tenders.domain.appraisal import appraisal_id, appraise, reply
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract import Contract
from services.tenders.domain.execution_act import ActKind, ExecutionAct
from services.tenders.domain.reports import judged, must_be_in_order
from services.tenders.domain.subcontracting import must_leave_a_part
from services.tenders.persistence.unit_of_work import UnitOfWork


async def declare_subcontract(
    uow: UnitOfWork, contract_id: UUID, act_id: UUID, said: Subcontract, *, by: Buyer, today: date
) -> ExecutionAct:
    """Accept a subcontractor."""
    async with uow:
        contract = await _mine(uow, contract_id, by, lock=True)
        must_leave_a_part(said, await uow.execution.total(contract_id, ActKind.SUBCONTRACT), contract.state)
        act = ExecutionAct.of(contract, act_id, said, today=today)
        await uow.execution.keep([act])
    return act


async def apply_penalty(
    uow: UnitOfWork, contract_id: UUID, act_id: UUID, said: Penalty, *, by: Buyer, today: date
) -> ExecutionAct:
    """Apply a penalty to the holder."""
    return await _record(uow, contract_id, act_id, said, by=by, today=today)


async def report_clauses(
    uow: UnitOfWork, contract_id: UUID, act_id: UUID, said: ClauseReport, *, by: Buyer, today: date
) -> ExecutionAct:
    """Take in how the clauses of a contract were kept in a period."""
    must_be_in_order(said.period)
    return await _record(uow, contract_id, act_id, said, by=by, today=today)


async def report_food(
    uow: UnitOfWork, contract_id: UUID, act_id: UUID, said: FoodReport, *, by: Buyer, today: date
) -> ExecutionAct:
    """Take in what food was bought under a contract in a period."""
    return await _record(uow, contract_id, act_id, judged(said), by=by, today=today)


async def evaluate_supplier(
    uow: UnitOfWork, contract_id: UUID, said: Appraisal, *, by: Buyer, today: date
) -> ExecutionAct:
    """Evaluate the holder of a contract that has ended."""
    async with uow:
        identity = appraisal_id(contract_id)
        await uow.execution.lock([identity])
        contract = await uow.contracts.get(contract_id)
        known = await uow.execution.known([identity])
        act = appraise(contract, known.get(identity), said, by=by, today=today)
        await uow.execution.keep([act])
    return act


async def reply_to_evaluation(
    uow: UnitOfWork, contract_id: UUID, words: Text, *, by: Buyer, today: date
) -> ExecutionAct:
    """Let a holder answer to its evaluation."""
    async with uow:
        identity = appraisal_id(contract_id)
        await uow.execution.lock([identity])
        contract = await uow.contracts.get(contract_id)
        act = await uow.execution.get(identity)
        reply(contract, act, words, by=by, today=today)
        await uow.execution.keep([act])
    return act


async def _record(
    uow: UnitOfWork,
    contract_id: UUID,
    act_id: UUID,
    said: Penalty | ClauseReport | FoodReport,
    *,
    by: Buyer,
    today: date,
) -> ExecutionAct:
    async with uow:
        act = ExecutionAct.of(await _mine(uow, contract_id, by), act_id, said, today=today)
        await uow.execution.keep([act])
    return act


async def _mine(uow: UnitOfWork, contract_id: UUID, by: Buyer, *, lock: bool = False) -> Contract:
    contract = await uow.contracts.get(contract_id, lock=lock)
    by.must_be(contract.state.buyer)
    return contract
