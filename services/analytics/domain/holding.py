"""The part that each holder has in a contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from contracts.vocabulary import Holder, Role, SizeClass
from services.analytics.domain.establishment import Location, Registered, Registry, company, identity


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One holder of one contract.

    `buyer` and `notified_on` are its contract's, the day only once it counts as notified: a company's history with a
    buyer is read from here. `declared` says that the contract itself tells place and size, whatever the registry says.
    """

    contract_id: UUID
    ordinal: int
    buyer: str
    notified_on: str | None
    identifier: str | None
    company: str | None
    role: Role
    portion: Decimal
    size: SizeClass | None
    department: str | None
    country: str | None
    declared: bool


def portions(holders: Sequence[Holder]) -> list[Decimal]:
    """The part of each holder in the value, from 0 to 1: declared shares brought to a sum of one, else equal parts."""
    if len(holders) == 1:
        return [Decimal(1)]
    shares = [holder.share for holder in holders if holder.share is not None]
    whole = sum(shares, Decimal(0))
    if len(shares) < len(holders) or not whole:
        return [Decimal(1) / len(holders)] * len(holders)
    return [share / whole for share in shares]


def lead(holders: Sequence[Holding]) -> Holding:
    """The holder that answers for all: alone, or mandataire; the first where nobody is named so."""
    return next((one for one in holders if one.role is not Role.MEMBER), holders[0])


def settled(holder: Holder, registry: Registry) -> tuple[SizeClass | None, Location, bool]:
    """Size, place, and whether the contract itself declares both: its own word goes before the registry's."""
    location = Location.of(holder.place)
    registered = registry.get(identity(holder.identifier), _NOTHING) if holder.identifier else _NOTHING
    declared = holder.size is not None and location.known
    return holder.size or registered.size, location if location.known else registered.location, declared


def holding(
    holder: Holder,
    *,
    contract_id: UUID,
    ordinal: int,
    buyer: str,
    day: str | None,
    portion: Decimal,
    registry: Registry,
) -> Holding:
    """What is known of one holder, by the contract and by the registry."""
    size, location, declared = settled(holder, registry)
    return Holding(
        contract_id=contract_id,
        ordinal=ordinal,
        buyer=buyer,
        notified_on=day,
        identifier=identity(holder.identifier) if holder.identifier else None,
        company=company(holder.identifier) if holder.identifier else None,
        role=holder.role,
        portion=portion,
        size=size,
        department=location.department,
        country=location.country,
        declared=declared,
    )


_NOTHING = Registered()
