"""Following an entry of a purchase plan."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from services.tenders.domain.follower import Follower
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
