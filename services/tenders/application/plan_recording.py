"""Taking over a whole purchase plan from the register in which its buyer keeps it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from chassis.records import RecordResult, RecordStatus, judged
from contracts.reference.purchasing import areas, departments
from services.tenders.application.following import tell_followers
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.plan_entry import PlanEntry, RegisteredPurchase, plan_entry_id
from services.tenders.domain.terms import must_be_known
from services.tenders.persistence.unit_of_work import UnitOfWork

Place = TypeVar("Place")
Known = dict[UUID, PlanEntry]


async def record_plan(
    uow: UnitOfWork, purchases: Mapping[Place, RegisteredPurchase], *, by: Buyer, now: datetime
) -> dict[Place, RecordResult]:
    """Announce or change each entry as its register gives it; what became of it, under the place it came with."""
    async with uow:
        await uow.plan.lock(each.buyer for each in purchases.values())
        known = await uow.plan.known(plan_entry_id(each.buyer, each.reference) for each in purchases.values())
        results = {place: judged(_record, each, known, by, now) for place, each in purchases.items()}
        uow.plan.add_all(known.values())
        await tell_followers(uow, [entry for entry in known.values() if entry.changed_at == now], now)
    return results


def _record(purchase: RegisteredPurchase, known: Known, by: Buyer, now: datetime) -> RecordResult:
    must_be_known(purchase, departments=departments(), areas=areas())
    status, entry = _taken_over(purchase, known, by, now)
    return RecordResult(status=status, id=str(entry.id), version=entry.version)


def _taken_over(purchase: RegisteredPurchase, known: Known, by: Buyer, now: datetime) -> tuple[RecordStatus, PlanEntry]:
    identity = plan_entry_id(purchase.buyer, purchase.reference)
    entry = known.get(identity)
    if entry is None:
        known[identity] = entry = PlanEntry.announce(identity, purchase.plain(), by=by, now=now)
        return RecordStatus.CREATED, entry
    changed = entry.change(purchase.plain(), by=by, now=now)
    return RecordStatus.CORRECTED if changed else RecordStatus.UNCHANGED, entry
