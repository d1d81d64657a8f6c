"""Alembic for every service: one environment, and the chassis' own tables as a step that a service's first takes."""

import asyncio
import os
from collections.abc import Sequence

from alembic import context, op
from sqlalchemy import MetaData, Table, pool, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from chassis import permanence
from chassis.schema import FIRST, installation, journal, journal_checkpoint, memory

PROJECTION = "projection"
_LOCK_TIMEOUT = "5s"


def run(*metadatas: MetaData, chassis: bool = True) -> None:
    """Run the migrations of a service whose state is in `metadatas`; called by its `env.py`."""
    targets = [*metadatas, journal, memory] if chassis else list(metadatas)
    asyncio.run(_run(targets))


async def _run(targets: Sequence[MetaData]) -> None:
    url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://", 1)
    settings = {"search_path": f"public, {PROJECTION}", "lock_timeout": _LOCK_TIMEOUT}
    engine = create_async_engine(url, poolclass=pool.NullPool, connect_args={"server_settings": settings})
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {PROJECTION}"))
        await connection.commit()
        await connection.run_sync(_migrate, targets)
    await engine.dispose()


def _migrate(connection: Connection, targets: Sequence[MetaData]) -> None:
    context.configure(connection=connection, target_metadata=list(targets), include_object=_ours, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


def _ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    """Leave out the journal's partitions, which the worker makes month by month."""
    return not (kind in ("table", "index") and name is not None and name.startswith("event_log_"))


def create_chassis_tables() -> None:
    """Create the chassis' tables as they are at version 1: the journal in `public`, the memory in `projection`."""
    op.execute("SET search_path = public, projection")
    journal.create_all(op.get_bind(), tables=FIRST, checkfirst=False)
    op.execute("CREATE TABLE event_log_default PARTITION OF event_log DEFAULT")
    create_in_projection(memory)


def create_installation() -> None:
    """Create the table that says which kind of installation this is; where facts are already, they are real ones."""
    installation.create(op.get_bind())
    op.execute("INSERT INTO installation (sandbox) SELECT false FROM event_log LIMIT 1")


def make_journal_permanent() -> None:
    """Add the signed checkpoints of the journal, and make it append-only."""
    journal_checkpoint.create(op.get_bind())
    for statement in permanence.statements():
        op.execute(statement)


def create_in_projection(metadata: MetaData, tables: Sequence[Table] | None = None) -> None:
    """Create tables in the schema `projection`."""
    op.execute(f"SET search_path = {PROJECTION}, public")
    metadata.create_all(op.get_bind(), tables=tables, checkfirst=False)
    op.execute(f"SET search_path = public, {PROJECTION}")
