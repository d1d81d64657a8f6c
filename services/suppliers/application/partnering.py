"""Suppliers that look for others to bid with, where both agreed to be shown."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from contracts.vocabulary import Cpv, DepartmentCode, Identifier
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.partners.partner import Partner, PartnersNotShown, partners
from services.suppliers.persistence.partnering import PartnerQueries
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def agree(uow: UnitOfWork, identifier: Identifier, *, now: datetime) -> None:
    """Show a registered supplier to others who agreed."""
    async with uow:
        await uow.suppliers.must_know(identifier)
        await uow.partnering.agree(supplier_id(identifier), now)


async def withdraw(uow: UnitOfWork, identifier: Identifier) -> None:
    """Show a supplier no more."""
    async with uow:
        await uow.partnering.withdraw(supplier_id(identifier))


async def find_partners(
    reads: PartnerQueries, identifier: Identifier, codes: Sequence[Cpv], department: DepartmentCode | None
) -> list[Partner]:
    """Who could complement a supplier for these codes; raises `PartnersNotShown` unless it agreed itself."""
    own = await reads.one(supplier_id(identifier))
    if own is None:
        raise PartnersNotShown
    return await asyncio.to_thread(partners, own, await reads.doing(codes), codes, department)
