"""Telling everybody what will be bought, and giving it up."""

from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.procedures import PlannedPurchase
from contracts.reference.purchasing import areas, departments
from contracts.vocabulary import Text
from services.tenders.application.following import tell_followers
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.plan_entry import PlanEntry
from services.tenders.domain.terms import must_be_known
from services.tenders.persistence.unit_of_work import UnitOfWork


async def announce_purchase(
    uow: UnitOfWork, entry_id: UUID, purchase: PlannedPurchase, *, by: Buyer, now: datetime
) -> PlanEntry:
    """Enter a purchase to come in its buyer's plan; `entry_id` is its identity where it has no reference."""
    async with uow:
        must_be_known(purchase, departments=departments(), areas=areas())
        entry = PlanEntry.announce(entry_id, purchase, by=by, now=now)
        await uow.plan.enter(entry)
    return entry


async def change_purchase(
    uow: UnitOfWork, entry_id: UUID, purchase: PlannedPurchase, *, by: Buyer, expected: Expected, now: datetime
) -> PlanEntry:
    """Replace what is announced of a purchase."""
    async with uow:
        entry = await uow.plan.get(entry_id, expected=expected)
        must_be_known(purchase, departments=departments(), areas=areas())
        if entry.change(purchase, by=by, now=now):
            await tell_followers(uow, [entry], now)
    return entry


async def withdraw_purchase(
    uow: UnitOfWork, entry_id: UUID, *, reason: Text, by: Buyer, expected: Expected, now: datetime
) -> PlanEntry:
    """Give a planned purchase up."""
    async with uow:
        entry = await uow.plan.get(entry_id, expected=expected)
        entry.withdraw(reason, by=by, now=now)
        await tell_followers(uow, [entry], now)
    return entry
