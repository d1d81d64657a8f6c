"""Databases and buses for the tests of the chassis."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from chassis.persistence import Database
from chassis.schema import journal, memory
from deploy.embedded.postgres import Cluster
from tests.component.chassis import counting
from tests.conftest import NewDatabase

TEMPLATE = "counting"


@pytest.fixture(scope="session")
async def template(cluster: Cluster, administrator: asyncpg.Connection) -> str:
    """A database with the chassis' tables and those of the counters."""
    await administrator.execute(f"CREATE DATABASE {TEMPLATE}")
    engine = create_async_engine(cluster.address(TEMPLATE).replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        await connection.execute(text("CREATE SCHEMA projection"))
        await connection.run_sync(journal.create_all)
        await connection.execute(text("CREATE TABLE event_log_default PARTITION OF event_log DEFAULT"))
        await connection.run_sync(counting.state.create_all)
        await connection.execute(text("SET search_path = projection"))
        await connection.run_sync(memory.create_all)
        await connection.run_sync(counting.projection.create_all)
    await engine.dispose()
    return TEMPLATE


@pytest.fixture
async def database_url(template: str, new_database: NewDatabase) -> str:
    """A fresh database of the counters."""
    return await new_database(template)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    async with Database(database_url) as opened:
        yield opened
