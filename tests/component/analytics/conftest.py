from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from contracts.calendar import start_of
from services.analytics.main import create_app
from tests.component.analytics.observing import TODAY, Observatory
from tests.held_clock import HeldClock


@pytest.fixture
async def observatory(
    database: Callable[[str], Awaitable[str]], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Observatory]:
    monkeypatch.setenv("DATABASE_URL", await database("analytics"))
    monkeypatch.setenv("PLATFORM_SECRET", "a secret of the tests, long enough to sign with")
    app = create_app()
    app.state.clock = HeldClock(shown=lambda: start_of(TODAY))
    async with app.router.lifespan_context(app), Observatory(app) as observatory:
        await observatory.columns.catch_up()
        yield observatory
