"""Replay: a projection is rebuilt from the first fact into a shadow schema, compared, and swapped in."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, MetaData, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateSchema, DropSchema

from chassis.identity import uuid7
from chassis.part import Part
from chassis.persistence import Database
from chassis.schema import consumer_offset, memory

LIVE = "projection"
SHADOW = "projection_shadow"
_GONE = "projection_gone"
VOLATILE = {"volatile": True}
"""`info=VOLATILE` of a column or table: it tells when it was written, not what it says; left out of checksums."""

_BY_ROW = """
    SELECT count(*) || ':' || coalesce(sum(('x' || left(md5(row_to_json(r)::text), 15))::bit(60)::bigint), 0)
    FROM (SELECT {columns} FROM {table}) r
"""


async def checksums(database: Database, projection: MetaData) -> dict[str, str]:
    """Canonical checksum of each table of a projection: row count, and the sum of the rows' hashes in any order."""
    lasting = (table for table in projection.sorted_tables if not _is_volatile(table))
    return {str(table.name): await _checksum(database, table) for table in lasting}


async def _checksum(database: Database, table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns if not _is_volatile(column))
    return str(await database.reads.fetchval(_BY_ROW.format(columns=columns, table=table.name)))


def _is_volatile(item: Table | Column[Any]) -> bool:
    return bool(item.info.get("volatile"))


async def replay(part: Part) -> dict[str, Any]:
    """Rebuild the projection and put it in the place of the live one; `broken` names tables that differ."""
    async with rebuilt(part) as (compared, held):
        await _swap(held)
        await held.commit()
    broken = [f"{name} differed and was replaced" for name in compared.differing]
    return {"service": part.name, "checksums": compared.rebuilt, "broken": broken}


@dataclass(frozen=True)
class Compared:
    """Checksums of the live projection and of its recomputation, both at the same offsets."""

    live: Mapping[str, str]
    rebuilt: Mapping[str, str]

    @property
    def differing(self) -> list[str]:
        """Tables that are not what the facts say."""
        return [name for name, checksum in self.rebuilt.items() if self.live[name] != checksum]


@asynccontextmanager
async def rebuilt(part: Part) -> AsyncIterator[tuple[Compared, AsyncConnection]]:
    """The live projection beside a shadow rebuilt from the first fact.

    The connection holds the live consumers still, at the offsets that were compared, until the block is left.
    """
    async with part.database() as live, _shadow(part, live) as shadow:
        await _catch_up(part, shadow, await _offsets(live))
        async with live.engine.connect() as held:
            await held.execute(select(consumer_offset).with_for_update())
            await _catch_up(part, shadow, await _offsets(live))
            both = [await checksums(database, part.projection) for database in (live, shadow)]
            yield Compared(*both), held


@asynccontextmanager
async def _shadow(part: Part, live: Database) -> AsyncIterator[Database]:
    async with live.engine.begin() as connection:
        await connection.execute(DropSchema(SHADOW, cascade=True, if_exists=True))
        await connection.execute(CreateSchema(SHADOW))
    try:
        async with part.database(f"{SHADOW}, public") as shadow:
            await _create(shadow, part.projection)
            yield shadow
    finally:
        async with live.engine.begin() as connection:
            await connection.execute(DropSchema(SHADOW, cascade=True, if_exists=True))


async def _create(shadow: Database, projection: MetaData) -> None:
    async with shadow.engine.begin() as connection:
        for metadata in (memory, projection):
            await connection.run_sync(metadata.create_all, checkfirst=False)


async def _offsets(live: Database) -> Mapping[str, Mapping[int, int]]:
    """How far the live consumers are: the next offset of each partition, by topic."""
    found: dict[str, dict[int, int]] = {}
    for row in await live.reads.fetch('SELECT topic, "partition", next FROM consumer_offset'):
        found.setdefault(row["topic"], {})[row["partition"]] = row["next"]
    return found


async def _catch_up(part: Part, shadow: Database, offsets: Mapping[str, Mapping[int, int]]) -> None:
    consumers = part.consumers(shadow, f".replay.{uuid7().hex}")
    await asyncio.gather(*(consumer.until(offsets.get(consumer.topic, {})) for consumer in consumers))


async def _swap(connection: AsyncConnection) -> None:
    for statement in (
        f"ALTER SCHEMA {LIVE} RENAME TO {_GONE}",
        f"ALTER SCHEMA {SHADOW} RENAME TO {LIVE}",
        f"DROP SCHEMA {_GONE} CASCADE",
    ):
        await connection.exec_driver_sql(statement)
