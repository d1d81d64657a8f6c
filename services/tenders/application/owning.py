"""Renewing the proof by which a portal owns an object, and passing the object to another portal."""

from datetime import datetime
from uuid import UUID

from services.tenders.domain.ownership import Ownership, Portal
from services.tenders.persistence.unit_of_work import UnitOfWork


async def rotate_owner_token(uow: UnitOfWork, object_id: UUID, *, by: Portal, now: datetime) -> Ownership:
    """End an owner token and give another."""
    async with uow:
        return await uow.ownerships.rotate(object_id, by, now)


async def offer_object(uow: UnitOfWork, object_id: UUID, *, by: Portal, now: datetime) -> Ownership:
    """Give a transfer token, for another portal to present."""
    async with uow:
        return await uow.ownerships.offer(object_id, by, now)


async def accept_object(uow: UnitOfWork, object_id: UUID, *, transfer_token: str, now: datetime) -> Ownership:
    """Take over an object that was offered."""
    async with uow:
        return await uow.ownerships.accept(object_id, transfer_token, now)
