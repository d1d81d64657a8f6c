"""The service in a sandbox, and on a database that began otherwise."""

from datetime import UTC, datetime, timedelta

import asyncpg
import httpx
import pytest

from chassis import worker
from chassis.auth import HEADER, Principal, sign
from chassis.installation import AnotherInstallation
from deploy.embedded.program import output_of
from services.tenders.main import create_app
from services.tenders.worker import part
from tests.component.tenders.conftest import SECRET
from tests.component.tenders.desk import REGION, SCOPES, TERMS
from tests.conftest import NewDatabase
from tests.postgresql import ScratchPostgres

START = datetime(2031, 1, 6, tzinfo=UTC)


@pytest.fixture
async def address(database: NewDatabase, monkeypatch: pytest.MonkeyPatch) -> str:
    """A fresh database, and the environment of a process on it."""
    made = await database("tenders")
    monkeypatch.setenv("DATABASE_URL", made)
    monkeypatch.setenv("PLATFORM_SECRET", SECRET)
    return made


@pytest.fixture
def rehearse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a sandbox."""
    monkeypatch.setenv("PRENAN_SANDBOX_SPEED", "60")
    monkeypatch.setenv("PRENAN_SANDBOX_SINCE", datetime.now(UTC).isoformat())
    monkeypatch.setenv("PRENAN_SANDBOX_START", START.isoformat())


async def serve_once() -> None:
    app = create_app()
    async with app.router.lifespan_context(app):
        pass


async def test_neither_api_nor_worker_of_a_sandbox_starts_on_a_real_database(
    address: str, request: pytest.FixtureRequest
) -> None:
    await serve_once()
    request.getfixturevalue("rehearse")
    with pytest.raises(AnotherInstallation):
        await serve_once()
    with pytest.raises(AnotherInstallation):
        await worker.work(part())


async def test_a_database_with_facts_from_before_it_could_tell_is_a_real_one(
    postgresql: ScratchPostgres, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    old = await postgresql.create_empty("tenders")
    monkeypatch.setenv("DATABASE_URL", old)
    monkeypatch.setenv("PLATFORM_SECRET", SECRET)
    await output_of("alembic", "-n", "tenders", "upgrade", "0002", environment={"DATABASE_URL": old})
    connection = await asyncpg.connect(old)
    await connection.execute("INSERT INTO event_log VALUES (gen_random_uuid(), now(), 't', 's', 'f', 'k', 1, '{}')")
    await connection.close()
    await output_of("alembic", "-n", "tenders", "upgrade", "head", environment={"DATABASE_URL": old})
    request.getfixturevalue("rehearse")
    with pytest.raises(AnotherInstallation, match="began as a real installation"):
        await serve_once()
    await postgresql.drop(old)


@pytest.mark.usefixtures("rehearse")
async def test_in_a_sandbox_deadlines_are_judged_by_its_calendar(address: str) -> None:
    app = create_app()
    header = {HEADER: sign(Principal("a key", SCOPES, REGION), SECRET)}
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://tenders", headers=header) as http,
    ):
        tender = (await http.post("/tenders", json=TERMS)).json()
        path = f"/tenders/{tender['id']}/publication"
        past = await http.post(path, json={"deadline": (START - timedelta(days=1)).isoformat()})
        ahead = await http.post(path, json={"deadline": (START + timedelta(days=60)).isoformat()})
    assert (past.status_code, past.json()["code"]) == (422, "deadline-passed")
    assert ahead.status_code == 201, ahead.text
    assert datetime.fromisoformat(ahead.json()["published_at"]) >= START
