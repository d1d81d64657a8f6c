from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from services.tenders.api import dependencies
from services.tenders.main import create_app
from tests.component.tenders.desk import Desk

SECRET = "a secret of the tests, long enough to sign with"


@pytest.fixture
async def desk(
    database: Callable[[str], Awaitable[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> AsyncIterator[Desk]:
    monkeypatch.setenv("STORAGE_URL", tmp_path.as_uri())
    monkeypatch.setenv("DATABASE_URL", await database("tenders"))
    monkeypatch.setenv("PLATFORM_SECRET", SECRET)
    app = create_app()
    async with app.router.lifespan_context(app), Desk(app, SECRET) as desk:
        app.dependency_overrides[dependencies.now] = desk.clock
        yield desk
