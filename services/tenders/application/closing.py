"""Ending the time for bids, by the clock."""

from datetime import datetime

from services.tenders.persistence.unit_of_work import UnitOfWork

BATCH = 100


async def close_due_tenders(uow: UnitOfWork, now: datetime) -> int:
    """Close tenders whose deadline has come, each once, however many workers do so; the number it closed."""
    async with uow:
        tenders = await uow.tenders.due(now, BATCH)
        for tender in tenders:
            tender.close(now)
    return len(tenders)
