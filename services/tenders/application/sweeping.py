"""Letting go of stored files that nobody will ask for: a process died, or a bidder sent pieces and no bid."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import structlog

from chassis.chore import Chore
from chassis.persistence import Database
from chassis.storage import Storage
from services.tenders.persistence.unit_of_work import UnitOfWork

UNUSED_DAYS = 7
"""How long after the deadline sealed pieces wait for a bid that names them, on the platform's clock."""
GRACE_DAYS = 1
"""How old a file is that no record names before it goes, on the real clock: the record of a younger one may come."""
DAY_SECONDS = 24 * 3600
_OURS = re.compile(r"^[0-9a-f]{2}/[0-9a-f]{32}$")
_log = structlog.get_logger()


def sweeping(storage: Storage) -> Chore:
    """The daily sweep of the storage; a second worker that sweeps too does no harm."""

    async def act(database: Database) -> None:
        await sweep(database, storage, real=datetime.now(UTC))

    return Chore("sweep of the storage", DAY_SECONDS, act)


async def sweep(database: Database, storage: Storage, *, real: datetime) -> None:
    """Delete sealed pieces of no bid a week after the deadline, and files of no record that are a day old."""
    async with UnitOfWork(database) as uow:
        unused = await uow.stored_names.forget_unused(database.clock.now() - timedelta(days=UNUSED_DAYS))
    await _delete(storage, unused, "sealed pieces that no bid names")
    before = real - timedelta(days=GRACE_DAYS)
    await storage.clear_unfinished(before)
    async for names in storage.unchanged_since(before):
        async with UnitOfWork(database) as uow:
            unnamed = await uow.stored_names.unnamed([name for name in names if _OURS.match(name)])
        await _delete(storage, unnamed, "files that no record names")


async def _delete(storage: Storage, names: Iterable[str], what: str) -> None:
    for name in names:
        await storage.delete(name)
        _log.info("swept", what=what, name=name)
