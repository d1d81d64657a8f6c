"""Alembic for every service: one environment, and the chassis' own tables as a step that a service's first takes."""

import asyncio
import json
import os
from collections.abc import Sequence

from alembic import context, op
from sqlalchemy import MetaData, Table, pool, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from chassis import permanence
from chassis.bus import Pending
from chassis.relay import matters
from chassis.schema import FIRST, event_matter, installation, journal, journal_checkpoint, memory

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


def create_matter() -> None:
    """Create the table of what keys are about, and fill it from the facts that have their positions already."""
    event_matter.create(op.get_bind())
    placed = text(
        "SELECT f.topic, f.position, l.partitionkey, l.payload FROM event_feed f JOIN event_log l "
        "ON l.id = f.event_id AND l.recorded_at = f.recorded_at "
        "WHERE f.topic = :topic AND f.position > :after ORDER BY f.position LIMIT 1000"
    )
    for topic in op.get_bind().execute(text("SELECT topic FROM event_head")).scalars().all():
        after = 0
        while rows := op.get_bind().execute(placed, {"topic": topic, "after": after}).all():
            after = rows[-1].position
            facts = ((row.position, Pending(0, topic, row.partitionkey, row.payload)) for row in rows)
            said = [
                {"partitionkey": key, "topic": topic, "position": position, "said": json.loads(named)}
                for key, position, named in matters(facts)
            ]
            if said:
                op.bulk_insert(event_matter, said)


def create_in_projection(metadata: MetaData, tables: Sequence[Table] | None = None) -> None:
    """Create tables in the schema `projection`."""
    op.execute(f"SET search_path = {PROJECTION}, public")
    metadata.create_all(op.get_bind(), tables=tables, checkfirst=False)
    op.execute(f"SET search_path = public, {PROJECTION}")
