"""Ending the time for bids, by the clock."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.tenders.persistence.unit_of_work import UnitOfWork


async def close_tenders(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
    """Close tenders whose deadline has come."""
    async with uow:
        for tender in await uow.tenders.locked(ids):
            tender.close(now)
