"""Taking over contracts from registers of the past."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from chassis.problems import Flaw
from chassis.records import RecordResult, RecordStatus
from contracts.vocabulary import ContractState, Text
from services.tenders.domain.buyer import Buyer, NotTheBuyer
from services.tenders.domain.contract import Contract, contract_id
from services.tenders.persistence.unit_of_work import UnitOfWork

Place = TypeVar("Place")


async def record_contracts(
    uow: UnitOfWork, states: Mapping[Place, ContractState], *, by: Buyer, reason: Text
) -> dict[Place, RecordResult]:
    """Record each contract as its register gives it; what became of it, under the place it came with."""
    async with uow:
        await uow.contracts.lock(state.buyer for state in states.values())
        known = await uow.contracts.known(contract_id(state.buyer, state.reference) for state in states.values())
        results = {place: _record(state, known, by, reason) for place, state in states.items()}
        uow.contracts.add_all(known.values())
    return results


def _record(state: ContractState, known: dict[UUID, Contract], by: Buyer, reason: Text) -> RecordResult:
    if not by.is_buyer(state.buyer):
        flaw = Flaw(pointer="/buyer", code=NotTheBuyer.code(), detail=NotTheBuyer.title())
        return RecordResult(status=RecordStatus.REFUSED, errors=[flaw])
    status, contract = _taken_over(state, known, reason)
    return RecordResult(status=status, id=str(contract.id), version=contract.version)


def _taken_over(state: ContractState, known: dict[UUID, Contract], reason: Text) -> tuple[RecordStatus, Contract]:
    contract = known.get(contract_id(state.buyer, state.reference))
    if contract is None:
        contract = Contract.recorded(state)
        known[contract.id] = contract
        return RecordStatus.CREATED, contract
    changed = contract.record(state, reason)
    return RecordStatus.CORRECTED if changed else RecordStatus.UNCHANGED, contract
