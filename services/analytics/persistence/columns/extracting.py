"""Told rows on their way from PostgreSQL: one file a table, all at one standing."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg

from chassis.persistence import Database
from services.analytics.persistence.columns.schema import columns
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.told import TOLD

_STANDING = """
    SELECT json_build_object('number', coalesce(number, 0), 'positions', coalesce(positions::json, '{}'),
        'settled_at', settled_at, 'newest', (SELECT max(recorded_at) FROM heard),
        'schema', to_regclass('batch')::oid::bigint)
    FROM (VALUES (1)) AS one LEFT JOIN (SELECT * FROM batch ORDER BY number DESC LIMIT 1) AS newest ON true
"""
_MOVED = """
    SELECT to_regclass('batch')::oid::bigint <> $1 OR $2 <> coalesce((SELECT max(number) FROM batch), 0)
        OR $2 > 0 AND NOT EXISTS (SELECT FROM batch WHERE number = $2 AND settled_at = $3)
"""
_IS_SAME = "SELECT EXISTS (SELECT FROM batch WHERE number = $1 AND settled_at = $2)"
_WHICH = " UNION ALL ".join(
    f"SELECT '{table.name}' WHERE EXISTS (SELECT FROM {table.name} WHERE batch > $1)" for table in TOLD
)


class Superseded(RuntimeError):
    """The batches that a copy took in are gone: a replay put others in their place."""


@dataclass(frozen=True)
class Extract:
    """The rows of all batches after the one of number `after`, and where one stands with them."""

    after: int
    standing: Standing
    files: Mapping[str, Path]


async def has_moved(database: Database, since: Standing) -> bool:
    """Whether anything was told since, or other tables stand in the place of those one knows."""
    moved: bool = await database.reads.fetchval(_MOVED, since.schema, since.number, since.settled_at)
    return moved


@asynccontextmanager
async def extract(database: Database, since: Standing) -> AsyncIterator[Extract]:
    """The rows told since a standing, in files as long as the block lasts; raises `Superseded`."""
    with TemporaryDirectory(prefix="prenan-columns-") as folder:
        async with (
            database.reads.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            now = Standing.read(await connection.fetchval(_STANDING))
            await _check(connection, since, now)
            names = [row[0] for row in await connection.fetch(_WHICH, since.number)]
            files = {name: Path(folder, f"{name}.csv") for name in names}
            for table in TOLD:
                if table.name in files:
                    listed = ", ".join(f'"{name}"' for name in columns(table))
                    query = f"SELECT {listed} FROM {table.name} WHERE batch > $1"
                    with files[table.name].open("wb") as file:
                        await connection.copy_from_query(query, since.number, output=file, format="csv")
        yield Extract(since.number, now, files)


async def _check(connection: asyncpg.Connection, since: Standing, now: Standing) -> None:
    if since.number == 0:
        return
    if now.schema != since.schema or not await connection.fetchval(_IS_SAME, since.number, since.settled_at):
        raise Superseded
