"""A contract as the observatory counts it: the latest version, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from uuid import UUID

from contracts.reference.procedures import procedures
from contracts.reference.territory import region
from contracts.vocabulary import ContractState, Money, Nature, Procedure, SizeClass, Technique
from services.analytics.domain.establishment import Registry
from services.analytics.domain.holding import Holding, holding, lead, portions

FIRST_TIME_MONTHS = 48
"""A holder is a first-time awardee if it had no contract of the buyer in as many months before."""
_PARTS = Decimal("1e-18")


@dataclass(frozen=True)
class Latest:
    """The newest version of a contract; `notified` once any of its versions was a notification."""

    contract_id: UUID
    version: int
    procedure_id: UUID
    lot: int | None
    notified: bool
    state: ContractState


@dataclass(frozen=True, kw_only=True)
class ObservedContract:
    """What figures read of a contract. Values are EUR excluding VAT; parts are of its value, from 0 to 1."""

    contract_id: UUID
    version: int
    procedure_id: UUID
    lot: int | None
    notified: bool
    notified_on: date | None
    buyer: str
    department: str | None
    area: str | None
    cpv: str | None
    nature: Nature | None
    procedure: Procedure | None
    technique: Technique
    planned: Decimal | None
    initial: Decimal | None
    current: Decimal | None
    bids: int | None
    competed: bool | None
    known_place: bool
    regional: bool
    known_place_part: Decimal
    regional_part: Decimal
    lead_size: SizeClass | None
    holdings: tuple[Holding, ...]


def observe(latest: Latest, registry: Registry) -> ObservedContract:
    """What follows from the latest version of a contract and from what the registry says of its holders."""
    state, holdings = latest.state, _holdings(latest, registry)
    placed = [one for one in holdings if one.country]
    inside = [one for one in placed if one.department in _departments()]
    return ObservedContract(
        contract_id=latest.contract_id,
        version=latest.version,
        procedure_id=latest.procedure_id,
        lot=latest.lot,
        notified=latest.notified,
        notified_on=state.notified_on,
        buyer=state.buyer,
        department=state.department,
        area=state.area,
        cpv=state.cpv,
        nature=state.nature,
        procedure=state.procedure,
        technique=state.technique,
        planned=_amount(state.planned),
        initial=_amount(state.initial),
        current=_amount(state.current),
        bids=state.bids,
        competed=procedures()[state.procedure].competed if state.procedure else None,
        known_place=bool(placed),
        regional=bool(inside),
        known_place_part=_part(placed, holdings),
        regional_part=_part(inside, holdings),
        lead_size=lead(holdings).size,
        holdings=holdings,
    )


@cache
def _departments() -> frozenset[str]:
    """Codes of the départements of the region."""
    return region().department_codes


def _holdings(latest: Latest, registry: Registry) -> tuple[Holding, ...]:
    state = latest.state
    day = state.notified_on.isoformat() if latest.notified and state.notified_on else None
    parts = zip(state.holders, portions(state.holders), strict=True)
    return tuple(
        holding(
            holder,
            contract_id=latest.contract_id,
            ordinal=ordinal,
            buyer=state.buyer,
            day=day,
            portion=portion.quantize(_PARTS),
            registry=registry,
        )
        for ordinal, (holder, portion) in enumerate(parts)
    )


def _part(some: Sequence[Holding], every: Sequence[Holding]) -> Decimal:
    """The part of some holders together; exactly one where they are all."""
    if len(some) == len(every):
        return Decimal(1)
    return sum((one.portion for one in some), Decimal(0))


def _amount(money: Money | None) -> Decimal | None:
    return money.amount if money else None
