"""Letting go of stored files that no request names: a process died between the file and its record."""

import re
from datetime import UTC, datetime, timedelta

import structlog

from chassis.chore import Chore
from chassis.persistence import Database
from chassis.storage import Storage
from services.suppliers.persistence.unit_of_work import UnitOfWork

GRACE_DAYS = 1
"""How old such a file is before it goes, on the real clock: the record of a younger one may come."""
DAY_SECONDS = 24 * 3600
_OURS = re.compile(r"^[0-9a-f]{2}/[0-9a-f]{32}$")
_log = structlog.get_logger()


def sweeping(storage: Storage) -> Chore:
    """The daily sweep of the storage; a second worker that sweeps too does no harm."""

    async def act(database: Database) -> None:
        await sweep(database, storage, real=datetime.now(UTC))

    return Chore("sweep of the storage", DAY_SECONDS, act)


async def sweep(database: Database, storage: Storage, *, real: datetime) -> None:
    """Delete files of no request that are a day old."""
    before = real - timedelta(days=GRACE_DAYS)
    await storage.clear_unfinished(before)
    async for names in storage.unchanged_since(before):
        async with UnitOfWork(database) as uow:
            unnamed = await uow.requests.unnamed([name for name in names if _OURS.match(name)])
        for name in unnamed:
            await storage.delete(name)
            _log.info("swept", what="a file that no request names", name=name)
