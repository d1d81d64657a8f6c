"""A database of the counters for each test."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from chassis import permanence
from chassis.persistence import Database
from chassis.schema import journal, memory
from chassis.service import create
from chassis.settings import ServiceSettings
from deploy.embedded import databases
from deploy.embedded.addresses import seen_by
from tests.component.chassis import alarms, counting
from tests.component.chassis.counters import SECRET, routes
from tests.postgresql import ScratchPostgres

OWNER = "counting"


@pytest.fixture(scope="session")
async def template(postgresql: ScratchPostgres) -> str:
    """A database with the chassis' tables and those of the counters."""
    address = await postgresql.create_empty(OWNER)
    engine = create_async_engine(address.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        await connection.run_sync(journal.create_all)
        await connection.execute(text("CREATE TABLE event_log_default PARTITION OF event_log DEFAULT"))
        for statement in permanence.statements():
            await connection.exec_driver_sql(statement)
        await connection.run_sync(counting.state.create_all)
        await connection.run_sync(alarms.state.create_all)
        await connection.execute(text("SET search_path = projection"))
        await connection.run_sync(memory.create_all, checkfirst=False)
        await connection.run_sync(counting.projection.create_all)
    await engine.dispose()
    return urlsplit(address).path.lstrip("/")


@pytest.fixture
async def database_url(template: str, postgresql: ScratchPostgres) -> AsyncIterator[str]:
    """A fresh database of the counters."""
    name = f"{OWNER}_{uuid4().hex[:12]}"
    await databases.copy(postgresql.administrator, template, name, OWNER)
    address = seen_by(postgresql.administrator, OWNER, None, name)
    yield address
    await postgresql.drop(address)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    async with Database(database_url) as opened:
        yield opened


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """The service of the counters, as its callers meet it."""
    settings = ServiceSettings(database_url=database_url, platform_secret=SecretStr(SECRET))
    app = create("counting", settings, [routes()], {"counts": counting.TOPIC}, follows=("others.v1",))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http
