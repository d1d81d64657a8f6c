"""Keeping what a batch of facts told."""

from services.analytics.persistence.unit_of_work import UnitOfWork


async def settle(uow: UnitOfWork) -> None:
    """Keep the rows that the facts told, under the number of their batch; a batch that told none has a number too."""
    await uow.batches.add(uow.news)
