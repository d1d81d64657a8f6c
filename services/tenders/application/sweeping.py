"""Letting go of stored files that nobody will ask for: a bidder sent pieces and no bid, or a process died."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from chassis.persistence import Database
from chassis.storage import Storage
from chassis.sweeping import let_go, sweep_unnamed
from services.tenders.persistence.unit_of_work import UnitOfWork

UNUSED_DAYS = 7
"""How long after the deadline sealed pieces wait for a bid that names them, on the platform's clock."""


async def sweep(database: Database, storage: Storage, *, real: datetime) -> None:
    """Delete sealed pieces of no bid a week after the deadline, and files of no record that are a day old."""

    async def unnamed(names: Sequence[str]) -> Iterable[str]:
        async with UnitOfWork(database) as uow:
            return await uow.stored_names.unnamed(names)

    async with UnitOfWork(database) as uow:
        unused = await uow.stored_names.forget_unused(database.clock.now() - timedelta(days=UNUSED_DAYS))
    await let_go(storage, unused, "sealed pieces that no bid names")
    await sweep_unnamed(storage, unnamed, real=real)
