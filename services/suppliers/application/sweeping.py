"""Letting go of stored files that no request names."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from chassis.persistence import Database
from chassis.storage import Storage
from chassis.sweeping import sweep_unnamed
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def sweep(database: Database, storage: Storage, *, real: datetime) -> None:
    """Delete files of no request that are a day old."""

    async def unnamed(names: Sequence[str]) -> Iterable[str]:
        async with UnitOfWork(database) as uow:
            return await uow.requests.unnamed(names)

    await sweep_unnamed(storage, unnamed, real=real)
