"""The service, put together once for a worker; each test gives it a fresh database of the same name."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from chassis.settings import ServiceSettings
from deploy.embedded.addresses import seen_by
from services.suppliers.main import create_app
from tests.component.suppliers.registry import SECRET, Registry
from tests.component.suppliers.sourcing_desk import SourcingDesk
from tests.postgresql import ScratchPostgres

NAME = "registry"


@pytest.fixture(scope="session")
def application(postgresql: ScratchPostgres, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    address = seen_by(postgresql.administrator, "suppliers", None, NAME)
    files = tmp_path_factory.mktemp("attachments").as_uri()
    return create_app(ServiceSettings(database_url=address, platform_secret=SecretStr(SECRET), storage_url=files))


@pytest.fixture
async def registry(application: FastAPI, postgresql: ScratchPostgres) -> AsyncIterator[Registry]:
    await postgresql.create("suppliers", NAME)
    async with application.router.lifespan_context(application), Registry(application, SECRET) as registry:
        application.state.clock = application.state.database.clock
        yield registry


@pytest.fixture
def desk(registry: Registry) -> SourcingDesk:
    return SourcingDesk(registry)
