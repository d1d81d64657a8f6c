"""A contract in force: how it changes, and how it ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.procedures import Termination
from contracts.reference import legal
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.contract import Contract
from services.tenders.domain.contract_change import ContractChange
from services.tenders.domain.holders import GivenHolder
from services.tenders.persistence.unit_of_work import UnitOfWork

_FIRST_FIGURE = "formalised.works"


async def modify_contract(
    uow: UnitOfWork,
    contract_id: UUID,
    change: ContractChange,
    *,
    successors: Sequence[GivenHolder] | None,
    by: Buyer,
    expected: Expected,
    today: date,
) -> Contract:
    """Modify a contract, and with it what its framework agreement has left."""
    async with uow:
        contract = await uow.contracts.get(contract_id, expected=expected)
        framework = await uow.contracts.agreement_of(contract.state.framework)
        known = await uow.suppliers.known([one.identifier for one in successors or () if one.identifier])
        holders = tuple(one.completed(known) for one in successors) if successors is not None else None
        added = replace(change, holders=holders).apply(
            contract, by=by, today=today, launched=launch_of(contract, today)
        )
        if framework:
            framework.must_take(added)
    return contract


async def end_contract(
    uow: UnitOfWork, contract_id: UUID, *, ended_on: date, by: Buyer, expected: Expected, today: date
) -> Contract:
    """Record that a contract was performed."""
    async with uow:
        contract = await uow.contracts.get(contract_id, expected=expected)
        contract.end(ended_on, by=by, today=today)
    return contract


async def end_contracts(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
    """End contracts whose last day is over."""
    async with uow:
        for contract in await uow.contracts.locked(ids):
            contract.expire(now)


async def terminate_contract(
    uow: UnitOfWork, contract_id: UUID, termination: Termination, *, by: Buyer, expected: Expected, today: date
) -> Contract:
    """End a contract before its time."""
    async with uow:
        contract = await uow.contracts.get(contract_id, expected=expected)
        contract.terminate(termination, by=by, today=today)
    return contract


def launch_of(contract: Contract, today: date) -> date:
    """The day whose figures judge a contract: that of its signature, or the first whose EU thresholds are known."""
    day = contract.state.signed_on or contract.state.notified_on or today
    return max(day, legal.figures()[_FIRST_FIGURE][0].valid_from)
