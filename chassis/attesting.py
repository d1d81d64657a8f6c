"""The worker's part in holding the journal to its past: a checkpoint a day of each topic, and the latest kept outside.

What is kept outside of the database is renewed every minute, and is never replaced by what contradicts it.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import asyncpg
import orjson
import structlog

from chassis.checkpoint import Checkpoint, Statement, kept_in, statement, write_checkpoints
from chassis.journal_key import JournalKey
from chassis.part import Part
from chassis.persistence import Database
from contracts.calendar import PARIS

ATTEST_SECONDS = 60.0

_log = structlog.get_logger()

_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('checkpoint ' || $1, 0))"
_HEAD = "SELECT position, hash FROM event_head WHERE topic = $1 AND position > 0"
_OF_DAY = "SELECT EXISTS (SELECT FROM journal_checkpoint WHERE topic = $1 AND day = $2)"
_APPEND = """
    INSERT INTO journal_checkpoint (topic, day, position, hash, signed_at, key, signature)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (topic, day, position) DO NOTHING
"""
_SAME = "SELECT hash = $3 FROM event_feed WHERE topic = $1 AND position = $2"


async def head(connection: asyncpg.Connection | asyncpg.Pool, topic: str, now: datetime) -> Statement | None:
    """What is to be stated of a topic now; None while it holds no fact."""
    row = await connection.fetchrow(_HEAD, topic)
    return statement(topic, row["position"], row["hash"], now) if row else None


async def attest(database: Database, topic: str, key: JournalKey, now: datetime, *, again: bool) -> Checkpoint | None:
    """Append a checkpoint of a topic, the day's first or one more; None where there is nothing to append.

    However many workers ask, a day has one, and one more for each time that it is asked for `again`.
    """
    async with database.reads.acquire() as connection, connection.transaction():
        await connection.execute(_ALONE, topic)
        stated = await head(connection, topic, now)
        if stated is None or (not again and await connection.fetchval(_OF_DAY, topic, stated.day)):
            return None
        made = Checkpoint.signed(stated, key)
        public = orjson.dumps(key.public).decode()
        hashed = bytes.fromhex(made.hash)
        values = (topic, made.day, made.position, hashed, made.signed_at, public, made.signature)
        await connection.execute(_APPEND, *values)
        return made


async def keep_outside(database: Database, topics: Iterable[str], key: JournalKey, file: Path, now: datetime) -> None:
    """Keep signed heads in a file; one that the journal no longer holds is evidence and stays."""
    kept = {one.topic: one for one in kept_in(file)}
    renewed = {}
    for topic in topics:
        before, stated = kept.get(topic), await head(database.reads, topic, now)
        if before and not await database.reads.fetchval(_SAME, topic, before.position, bytes.fromhex(before.hash)):
            _log.error("the journal is not what it was", topic=topic, position=before.position)
        elif stated and (before is None or stated.position > before.position):
            renewed[topic] = Checkpoint.signed(stated, key)
    if renewed:
        write_checkpoints(file, (kept | renewed).values())


async def attest_all(part: Part, database: Database, key: JournalKey, *, again: bool = False) -> list[Checkpoint]:
    """The checkpoints that are due in a service, or one more of each topic; the latest are kept outside too."""
    now = datetime.now(PARIS)
    made = [await attest(database, topic, key, now, again=again) for topic in part.topics.values()]
    if file := part.settings.checkpoint_file:
        await keep_outside(database, part.topics.values(), key, file, now)
    return [one for one in made if one]


async def keep_attesting(part: Part, database: Database, key: JournalKey) -> None:
    """Do so as long as the worker runs."""
    while True:
        await attest_all(part, database, key)
        await asyncio.sleep(ATTEST_SECONDS)
