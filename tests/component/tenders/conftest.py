from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from services.tenders.api import dependencies
from services.tenders.main import create_app
from tests.component.chassis.clamd import fake_clamd
from tests.component.tenders.desk import Desk

SECRET = "a secret of the tests, long enough to sign with"


@pytest.fixture
async def desk(
    database: Callable[[str], Awaitable[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> AsyncIterator[Desk]:
    monkeypatch.setenv("DATABASE_URL", await database("tenders"))
    monkeypatch.setenv("PLATFORM_SECRET", SECRET)
    monkeypatch.setenv("STORAGE_URL", tmp_path.as_uri())
    app = create_app()
    async with app.router.lifespan_context(app), Desk(app, SECRET) as desk:
        app.dependency_overrides[dependencies.now] = desk.clock
        yield desk


@pytest.fixture
async def scanned(desk: Desk) -> AsyncIterator[Desk]:
    """The same, with a scanner of documents."""
    async with fake_clamd() as clamd:
        desk.scan_with(clamd.url)
        yield desk
