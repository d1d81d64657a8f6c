"""The journal is append-only for those who write it."""

from datetime import UTC, datetime

import asyncpg
import pytest

from chassis.attesting import attest
from chassis.operations import make_partition
from chassis.permanence import UNGUARDED
from chassis.persistence import Database
from deploy.embedded import SERVICES
from tests.component.chassis.counting import TOPIC
from tests.component.chassis.journals import KEY, NOON, broken, placed
from tests.postgresql import ScratchPostgres

MONTH = f"event_log_{datetime.now(UTC):%Y_%m}"


@pytest.mark.parametrize("table", ["event_log", "event_log_default", MONTH, "event_feed", "journal_checkpoint"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
async def test_what_is_told_is_neither_changed_nor_removed(database: Database, table: str, change: str) -> None:
    if table != "event_log_default":
        await make_partition(database, datetime.now(UTC))
    await placed(database)
    await attest(database, TOPIC, KEY, NOON, again=False)
    column = {"event_feed": "hash", "journal_checkpoint": "signature"}.get(table, "payload")
    with pytest.raises(asyncpg.RestrictViolationError, match="the journal is append-only"):
        await database.reads.execute(change.format(table, column, column))


async def test_facts_that_moved_into_their_partition_are_kept_where_they_were(database: Database) -> None:
    await placed(database)
    await make_partition(database, datetime.now(UTC))
    assert await broken(database.url) == []


async def test_verify_finds_a_journal_that_may_be_changed(database: Database) -> None:
    await placed(database)
    await database.reads.execute("ALTER TABLE event_feed DISABLE TRIGGER journal_kept")
    assert await broken(database.url) == ["I9: event_feed may be changed"]


@pytest.mark.parametrize("owner", SERVICES)
async def test_the_journal_of_every_service_is_kept(owner: str, postgresql: ScratchPostgres) -> None:
    address = await postgresql.create(owner)
    async with Database(address) as migrated:
        assert await migrated.reads.fetch(UNGUARDED) == []
        await make_partition(migrated, datetime.now(UTC))
        assert await migrated.reads.fetch(UNGUARDED) == []
    await postgresql.drop(address)
