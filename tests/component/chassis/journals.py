"""A journal of the counters, an insider who changes it, and who verifies it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import asyncpg

from chassis.checkpoint import Checkpoint
from chassis.invariants import verify
from chassis.journal_key import JournalKey
from chassis.part import Part
from chassis.persistence import TIMEZONE, Database
from chassis.relay import GENESIS, link
from chassis.settings import ServiceSettings
from deploy.embedded.addresses import seen_by
from tests.component.chassis.counting import TOPIC, Counting, a_counter
from tests.component.chassis.running import read, relaying

SECRET = "the journal's secret of the tests, long enough"
KEY = JournalKey.of(SECRET)
NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo(TIMEZONE))


def a_part(url: str, file: Path | None = None, secret: str = SECRET) -> Part:
    """The counters, as their worker and their operator see them."""
    settings = ServiceSettings(
        database_url=url, platform_secret="of no use here", journal_key=secret, checkpoint_file=file
    )
    versions = ("SELECT id::text, version FROM counter",)
    return Part(name="counting", settings=settings, begin=Counting, topics={"counts": TOPIC}, versions=versions)


async def placed(database: Database, counts: int = 3) -> None:
    """A counter that has counted, and whose facts have their positions."""
    head = await database.reads.fetchval("SELECT max(position) FROM event_feed") or 0
    await a_counter(database, counts=counts)
    async with relaying(database):
        await read(database, head + counts)


async def broken(url: str, *brought: Checkpoint, file: Path | None = None, secret: str = SECRET) -> list[str]:
    """What verification finds."""
    report = await verify(a_part(url, file, secret), brought)
    found: list[str] = report["broken"]
    return found


@asynccontextmanager
async def insider(url: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody with every right on the server, whom no trigger stops."""
    connection = await asyncpg.connect(seen_by(url, "postgres", None, urlsplit(url).path.lstrip("/")))
    await connection.execute("SET session_replication_role = replica")
    try:
        yield connection
    finally:
        await connection.close()


async def chain_anew(connection: asyncpg.Connection) -> None:
    """Compute every hash again, so that the chain holds for what is there now."""
    previous, position = GENESIS, 0
    rows = await connection.fetch(
        "SELECT f.position, l.payload FROM event_feed f JOIN event_log l ON l.id = f.event_id ORDER BY f.position"
    )
    for row in rows:
        previous, position = link(previous, row["payload"]), row["position"]
        await connection.execute("UPDATE event_feed SET hash = $2 WHERE position = $1", position, previous)
    await connection.execute("UPDATE event_head SET position = $1, hash = $2", position, previous)
