"""How much of a contract may be performed by others than its holders."""

from decimal import Decimal

from chassis.errors import Unacceptable
from contracts.procedures import Subcontract
from contracts.vocabulary import ContractState
from services.tenders.domain.contract_change import worth


class SubcontractsExceedContract(Unacceptable):
    """Subcontracts add up to more than the contract."""


def must_leave_a_part(subcontract: Subcontract, declared: Decimal, state: ContractState) -> None:
    """Refuse a subcontract that, with those `declared` before in euros, exceeds the contract: CCP L2193-2, R2193-1."""
    value = worth(state)
    total = declared + subcontract.value.amount
    if value is not None and total > value.amount:
        raise SubcontractsExceedContract(
            total=f"{total:.2f}", contract=f"{value.amount:.2f}", article="CCP L2193-2, R2193-1"
        )
