"""The service, put together once for a worker; each test gives it a fresh database of the same name."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from chassis.settings import ServiceSettings
from deploy.embedded.addresses import seen_by
from services.suppliers.main import create_app
from tests.component.suppliers.registry import Registry
from tests.postgresql import ScratchPostgres

SECRET = "a secret of the tests, long enough to sign with"
NAME = "registry"


@pytest.fixture(scope="session")
def application(postgresql: ScratchPostgres) -> FastAPI:
    address = seen_by(postgresql.administrator, "suppliers", None, NAME)
    return create_app(ServiceSettings(database_url=address, platform_secret=SecretStr(SECRET)))


@pytest.fixture
async def registry(application: FastAPI, postgresql: ScratchPostgres) -> AsyncIterator[Registry]:
    await postgresql.create("suppliers", NAME)
    async with application.router.lifespan_context(application), Registry(application, SECRET) as registry:
        application.state.clock = application.state.database.clock
        yield registry
