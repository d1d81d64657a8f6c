from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date

import pytest

from services.analytics.api import dependencies
from services.analytics.main import create_app
from tests.component.analytics.observing import TODAY, Observatory


async def _today() -> date:
    return TODAY


@pytest.fixture
async def observatory(
    database: Callable[[str], Awaitable[str]], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Observatory]:
    monkeypatch.setenv("DATABASE_URL", await database("analytics"))
    monkeypatch.setenv("PLATFORM_SECRET", "a secret of the tests, long enough to sign with")
    app = create_app()
    app.dependency_overrides[dependencies.today] = _today
    async with app.router.lifespan_context(app), Observatory(app) as observatory:
        await observatory.columns.catch_up()
        yield observatory
