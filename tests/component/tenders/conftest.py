"""The service, put together once for a worker; each test gives it a fresh database of the same name."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from chassis.clock import WORLD
from chassis.depot import Depot
from chassis.scanning import scanner_at
from chassis.storage import storage_at
from deploy.embedded.addresses import seen_by
from services.tenders.application.receipts import ReceiptKeys
from services.tenders.main import create_app
from services.tenders.persistence.intake import ParsedTenders
from tests.component.chassis.clamd import fake_clamd
from tests.component.tenders.desk import Desk
from tests.held_clock import HeldClock
from tests.postgresql import ScratchPostgres

SECRET = "a secret of the tests, long enough to sign with"
NAME = "desk"


@pytest.fixture(scope="session")
def application(postgresql: ScratchPostgres) -> FastAPI:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_URL", seen_by(postgresql.administrator, "tenders", None, NAME))
        environment.setenv("PLATFORM_SECRET", SECRET)
        return create_app()


@pytest.fixture
async def desk(
    application: FastAPI, postgresql: ScratchPostgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    """The service on a database and in a state of its own, as if it were started anew."""
    monkeypatch.setenv("DATABASE_URL", await postgresql.create("tenders", NAME))
    monkeypatch.setenv("PLATFORM_SECRET", SECRET)
    monkeypatch.setenv("STORAGE_URL", tmp_path.as_uri())
    state = application.state
    state.database.clock = WORLD
    state.parsed_tenders = ParsedTenders()
    state.receipt_keys, state.depot = ReceiptKeys.of(SECRET), Depot(storage_at(tmp_path.as_uri()), scanner_at(None))
    async with application.router.lifespan_context(application), Desk(application, SECRET) as desk:
        state.clock = HeldClock(shown=lambda: desk.now)
        yield desk
    application.dependency_overrides.clear()


@pytest.fixture
async def scanned(desk: Desk) -> AsyncIterator[Desk]:
    """The same, with a scanner of documents."""
    async with fake_clamd() as clamd:
        desk.scan_with(clamd.url)
        yield desk
