"""Letting go of stored files that no record names: a process died between the file and its record."""

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog

from chassis.chore import Chore
from chassis.persistence import Database
from chassis.storage import Storage

GRACE_DAYS = 1
"""How old such a file is before it goes, on the real clock: the record of a younger one may come."""
DAY_SECONDS = 24 * 3600
_OURS = re.compile(r"^[0-9a-f]{2}/[0-9a-f]{32}$")
_log = structlog.get_logger()
Unnamed = Callable[[Sequence[str]], Awaitable[Iterable[str]]]
"""Which of these files no record names."""


class Sweep(Protocol):
    """What a service lets go of, at an instant of the real clock."""

    async def __call__(self, database: Database, storage: Storage, *, real: datetime) -> None:
        """Let go of it."""


def sweeping(storage: Storage, sweep: Sweep) -> Chore:
    """The daily sweep of the storage; a second worker that sweeps too does no harm."""

    async def act(database: Database) -> None:
        await sweep(database, storage, real=datetime.now(UTC))

    return Chore("sweep of the storage", DAY_SECONDS, act)


async def sweep_unnamed(storage: Storage, unnamed: Unnamed, *, real: datetime) -> None:
    """Delete files of no record that are a day old, and what was never finished."""
    before = real - timedelta(days=GRACE_DAYS)
    await storage.clear_unfinished(before)
    async for names in storage.unchanged_since(before):
        ours = [name for name in names if _OURS.match(name)]
        await let_go(storage, await unnamed(ours), "files that no record names")


async def let_go(storage: Storage, names: Iterable[str], what: str) -> None:
    """Delete stored files, and say so."""
    for name in names:
        await storage.delete(name)
        _log.info("swept", what=what, name=name)
