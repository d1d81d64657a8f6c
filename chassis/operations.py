"""What an operator asks of a service: is it whole, replay its projection, show and release what is parked."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from chassis import permanence, replay
from chassis.attesting import attest_all
from chassis.checkpoint import read_checkpoints
from chassis.invariants import verify
from chassis.part import Part
from chassis.persistence import Database

Report = dict[str, Any]


async def outbox_age(database: Database) -> float:
    """Seconds since the oldest fact that is not yet published was recorded; 0 where none waits."""
    age = "SELECT extract(epoch FROM now() - min(recorded_at)) FROM event_pending"
    return float(await database.reads.fetchval(age) or 0)


async def parked_counts(database: Database) -> Mapping[str, int]:
    """How many facts are parked, by topic."""
    rows = await database.reads.fetch("SELECT topic, count(*) AS parked FROM parked_event GROUP BY topic")
    return {row["topic"]: row["parked"] for row in rows}


async def make_partition(database: Database, month: datetime) -> None:
    """Make the journal's partition of a month, if it is not there; facts that came before it move into it."""
    first = month.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    name, since, until = f"event_log_{first:%Y_%m}", f"{first:%Y-%m-01} 00:00+00", f"{following:%Y-%m-01} 00:00+00"
    if await database.reads.fetchval("SELECT to_regclass($1)", name):
        return
    async with database.reads.acquire() as connection, connection.transaction():
        # of the whole journal: a writer that had chosen the default partition already would be refused by it
        await connection.execute("LOCK TABLE event_log IN SHARE ROW EXCLUSIVE MODE")
        await connection.execute(f"CREATE TABLE {name} (LIKE event_log INCLUDING ALL)")
        await connection.execute(permanence.guard_partition(name))
        within = f"recorded_at >= '{since}' AND recorded_at < '{until}'"
        let_go, keep = permanence.while_moving("event_log_default")
        await connection.execute(let_go)
        await connection.execute(
            f"WITH early AS (DELETE FROM event_log_default WHERE {within} RETURNING *) "
            f"INSERT INTO {name} SELECT * FROM early"
        )
        await connection.execute(keep)
        await connection.execute(
            f"ALTER TABLE event_log ATTACH PARTITION {name} FOR VALUES FROM ('{since}') TO ('{until}')"
        )


async def _checksums(part: Part) -> Report:
    async with part.database() as database:
        return {"service": part.name, "checksums": await replay.checksums(database, part.projection)}


async def _parked(part: Part) -> Report:
    async with part.database() as database:
        rows = await database.reads.fetch(
            "SELECT topic, key, count(*) AS facts, max(attempts) AS attempts, min(parked_at) AS since, "
            "(array_agg(reason ORDER BY id))[1] AS reason, bool_or(released_at IS NOT NULL) AS released "
            "FROM parked_event GROUP BY topic, key ORDER BY since LIMIT 1000"
        )
    return {"service": part.name, "parked": [dict(row) for row in rows]}


async def _release(part: Part, key: str) -> Report:
    async with part.database() as database, database.engine.begin() as connection:
        query = text("UPDATE parked_event SET released_at = now() WHERE key = :key")
        released = (await connection.execute(query, {"key": key})).rowcount
    return {
        "service": part.name,
        "key": key,
        "released": released,
        "broken": [] if released else [f"nothing is parked under {key}"],
    }


async def _replay(part: Part) -> Report:
    return await replay.replay(part)


async def _verify(part: Part, checkpoint: Path | None = None) -> Report:
    return await verify(part, read_checkpoints(checkpoint) if checkpoint else ())


async def _checkpoint(part: Part) -> Report:
    """One more checkpoint of each topic, beside that of the day."""
    key = part.journal_key()
    if key is None:
        return {"service": part.name, "items": [], "broken": ["JOURNAL_KEY is not set"] if part.topics else []}
    async with part.database() as database:
        made = await attest_all(part, database, key, again=True)
    return {"service": part.name, "items": [one.model_dump(mode="json") for one in made]}


ACTS: Mapping[str, Callable[..., Coroutine[Any, Any, Report]]] = {
    "verify": _verify,
    "checkpoint": _checkpoint,
    "replay": _replay,
    "checksums": _checksums,
    "parked": _parked,
    "release": _release,
}
"""Each answers one JSON document; a non-empty `broken` says what is wrong."""
