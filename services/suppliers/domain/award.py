"""The contracts that suppliers held, as the facts of procedures tell them: their record (références)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from contracts.procedures import ContractFact
from contracts.reference.nuts import department_of
from contracts.vocabulary import ContractState, Identifier
from services.suppliers.domain.identity import supplier_id


@dataclass(frozen=True)
class HeldAward:
    """One identified holder of a notified contract; `ordinal` is its place among the holders, `amount` excludes VAT.

    `company` is its SIREN, or its identifier where it has none; `department` the first where it is performed.
    """

    contract_id: UUID
    ordinal: int
    supplier_id: UUID
    company: str
    buyer: str
    title: str
    notified_on: date
    cpv: str | None
    department: str | None
    amount: Decimal | None


def company_of(identifier: Identifier) -> str:
    """The company behind an establishment: its SIREN, or the identifier where the scheme has no SIREN."""
    return identifier.siren or f"{identifier.scheme.value}:{identifier.id}"


def held(fact: ContractFact) -> Iterator[HeldAward]:
    """What a version of a contract adds to the records of its holders; nothing before its notification."""
    state = fact.contract
    if state.notified_on is None:
        return
    for ordinal, holder in enumerate(state.holders):
        if holder.identifier is not None:
            yield HeldAward(
                contract_id=fact.contract_id,
                ordinal=ordinal,
                supplier_id=supplier_id(holder.identifier),
                company=company_of(holder.identifier),
                buyer=state.buyer,
                title=state.title,
                notified_on=state.notified_on,
                cpv=state.cpv,
                department=_department(state),
                amount=state.initial.amount if state.initial else None,
            )


def _department(state: ContractState) -> str | None:
    """Where it is performed."""
    return next((found for unit in state.places if (found := department_of(unit))), None)
