"""Replay: a projection is rebuilt from the first fact into a shadow schema, compared, and swapped in."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import MetaData, Table
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateSchema, DropSchema

from chassis.identity import uuid7
from chassis.part import Part
from chassis.persistence import Database
from chassis.schema import memory

LIVE = "projection"
SHADOW = "projection_shadow"
_GONE = "projection_gone"
VOLATILE = {"volatile": True}
"""`Column(info=VOLATILE)`: tells when a row was written, not what it says; left out of checksums."""

_BY_ROW = """
    SELECT count(*) || ':' || coalesce(sum(('x' || left(md5(row_to_json(r)::text), 15))::bit(60)::bigint), 0)
    FROM (SELECT {columns} FROM {table}) r
"""


async def checksums(database: Database, projection: MetaData) -> dict[str, str]:
    """Canonical checksum of each table of a projection: row count, and the sum of the rows' hashes in any order."""
    return {str(table.name): await _checksum(database, table) for table in projection.sorted_tables}


async def _checksum(database: Database, table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns if not column.info.get("volatile"))
    return str(await database.reads.fetchval(_BY_ROW.format(columns=columns, table=table.name)))


async def replay(part: Part) -> dict[str, Any]:
    """Rebuild the projection and put it in the place of the live one; `broken` names tables that differ."""
    async with rebuilt(part) as (shadow, live):
        before, after = await checksums(live, part.projection), await checksums(shadow, part.projection)
        async with live.engine.begin() as connection:
            await _swap(connection)
    differing = [name for name in after if before[name] != after[name]]
    return {
        "service": part.name,
        "checksums": after,
        "broken": [f"{name} differed and was replaced" for name in differing],
    }


@asynccontextmanager
async def rebuilt(part: Part) -> AsyncIterator[tuple[Database, Database]]:
    """A shadow of the projection, rebuilt up to where the live one is at least: (shadow, live), both open."""
    async with part.database() as live:
        async with live.engine.begin() as connection:
            await connection.execute(DropSchema(SHADOW, cascade=True, if_exists=True))
            await connection.execute(CreateSchema(SHADOW))
        async with part.database(f"{SHADOW}, public") as shadow:
            await _create(shadow, part.projection)
            await _catch_up(part, shadow)
            yield shadow, live
        async with live.engine.begin() as connection:
            await connection.execute(DropSchema(SHADOW, cascade=True, if_exists=True))


async def _create(shadow: Database, projection: MetaData) -> None:
    async with shadow.engine.begin() as connection:
        for metadata in (memory, projection):
            await connection.run_sync(metadata.create_all, checkfirst=False)


async def _catch_up(part: Part, shadow: Database) -> None:
    suffix = f".replay.{uuid7().hex}"
    sources = [part.source(followed) for followed in part.follows]
    heads: list[Mapping[int, int]] = [await source.heads() for source in sources]
    for source in sources:
        await source.close()
    consumers = part.consumers(shadow, suffix)
    await asyncio.gather(*(consumer.until(head) for consumer, head in zip(consumers, heads, strict=True)))


async def _swap(connection: AsyncConnection) -> None:
    for statement in (
        f"ALTER SCHEMA {LIVE} RENAME TO {_GONE}",
        f"ALTER SCHEMA {SHADOW} RENAME TO {LIVE}",
        f"DROP SCHEMA {_GONE} CASCADE",
    ):
        await connection.exec_driver_sql(statement)
