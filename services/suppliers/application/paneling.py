"""Panels of suppliers that a buyer keeps."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.vocabulary import Identifier, Text
from services.suppliers.domain.identity import supplier_id, written
from services.suppliers.domain.panels.keeper import Keeper
from services.suppliers.domain.panels.panel import Panel
from services.suppliers.domain.supplier import SupplierNotFound
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def make_panel(uow: UnitOfWork, panel_id: UUID, name: Text, purpose: Text, *, keeper: Keeper) -> Panel:
    """Begin a panel."""
    panel = Panel.made(panel_id, keeper, name, purpose)
    async with uow:
        uow.panels.add(panel)
    return panel


async def read_panel(uow: UnitOfWork, panel_id: UUID, *, keeper: Keeper) -> Panel:
    """A panel of this buyer."""
    async with uow:
        return await uow.panels.get(panel_id, keeper.buyer)


async def rename_panel(
    uow: UnitOfWork, panel_id: UUID, name: Text, purpose: Text, *, keeper: Keeper, expected: Expected
) -> Panel:
    """Say otherwise what a panel is and what it is for."""
    async with uow:
        panel = await uow.panels.get(panel_id, keeper.buyer, expected=expected)
        panel.rename(name, purpose)
    return panel


async def remove_panel(uow: UnitOfWork, panel_id: UUID, *, keeper: Keeper) -> None:
    """Forget a panel."""
    async with uow:
        await uow.panels.remove(await uow.panels.get(panel_id, keeper.buyer))


async def add_members(
    uow: UnitOfWork, panel_id: UUID, identifiers: Collection[Identifier], *, keeper: Keeper, now: datetime
) -> Panel:
    """Add registered suppliers to a panel; raises `SupplierNotFound` with those that are not."""
    async with uow:
        panel = await uow.panels.get(panel_id, keeper.buyer)
        named = {supplier_id(one): one for one in identifiers}
        known = await uow.suppliers.identifiers(list(named))
        if missing := [written(one) for key, one in named.items() if key not in known]:
            raise SupplierNotFound(f"Not registered: {', '.join(missing)}", identifiers=missing)
        panel.count(await uow.panels.join(panel, known, now))
    return panel


async def remove_member(uow: UnitOfWork, panel_id: UUID, identifier: Identifier, *, keeper: Keeper) -> None:
    """Take a supplier out of a panel."""
    async with uow:
        panel = await uow.panels.get(panel_id, keeper.buyer)
        panel.count(await uow.panels.leave(panel, supplier_id(identifier)))
