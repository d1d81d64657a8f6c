"""A database is that of a rehearsal or of a real installation, for ever."""

from datetime import UTC, datetime

import pytest

from chassis import installation
from chassis.clock import Clock
from chassis.persistence import Database

SANDBOX = Clock(speed=60, since=datetime.now(UTC))


async def test_a_real_database_is_refused_to_a_sandbox(database: Database) -> None:
    await installation.keep(database)
    async with Database(database.url, clock=SANDBOX) as rehearsal:
        with pytest.raises(installation.AnotherInstallation, match="began as a real installation"):
            await installation.keep(rehearsal)
    await installation.keep(database)


async def test_a_sandboxs_database_takes_any_speed_but_never_the_worlds_time(database: Database) -> None:
    for speed in (60, 86_400):
        async with Database(database.url, clock=Clock(speed=speed, since=datetime.now(UTC))) as rehearsal:
            await installation.keep(rehearsal)
    with pytest.raises(installation.AnotherInstallation, match="began as a sandbox"):
        await installation.keep(database)
