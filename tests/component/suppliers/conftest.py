from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from pydantic import SecretStr

from chassis.settings import ServiceSettings
from services.suppliers.main import create_app
from tests.component.suppliers.registry import Registry

SECRET = "a secret of the tests, long enough to sign with"


@pytest.fixture
async def registry(database: Callable[[str], Awaitable[str]]) -> AsyncIterator[Registry]:
    app = create_app(ServiceSettings(database_url=await database("suppliers"), platform_secret=SecretStr(SECRET)))
    async with app.router.lifespan_context(app), Registry(app, SECRET) as registry:
        yield registry
