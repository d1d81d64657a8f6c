"""Following an entry of a purchase plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from services.tenders.application.notifying import of_plan_entry
from services.tenders.domain.follower import Follower
from services.tenders.domain.plan_entry import PlanEntry
from services.tenders.persistence.unit_of_work import UnitOfWork

ANY_VERSION = Expected(None)


@dataclass(frozen=True)
class Following:
    """That somebody follows an entry, and the token that ends it."""

    entry_id: UUID
    token: str


async def follow_entry(
    uow: UnitOfWork, entry_id: UUID, follower: Follower, *, secret: bytes, now: datetime
) -> Following:
    """Keep who wants to hear of an entry; asking again changes nothing."""
    async with uow:
        entry = await uow.plan.get(entry_id, expected=ANY_VERSION)
        entry.must_be_awaited()
        following = Following(entry_id, follower.token(entry_id, secret))
        await uow.followers.add(entry_id, follower, following.token, now)
    return following


async def unfollow_entry(uow: UnitOfWork, entry_id: UUID, token: str) -> None:
    """Forget a follower; asking again changes nothing."""
    async with uow:
        await uow.followers.remove(entry_id, token)


async def tell_followers(uow: UnitOfWork, entries: Iterable[PlanEntry], now: datetime) -> None:
    """Write to those who left an address with these entries what each of them is now, once a version."""
    known = {entry.id: entry for entry in entries}
    for entry_id in await uow.followers.reachable(known):
        await uow.notifications.write_to_followers(entry_id, of_plan_entry(known[entry_id]), now)
