"""Whatever the moment at which a worker is killed, no supplier is asked or written to twice."""

import asyncio
import mailbox
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from chassis.caching import Expected
from chassis.clock import Clock
from chassis.failpoints import VARIABLE
from chassis.identity import uuid7
from chassis.persistence import Database
from chassis.settings import ServiceSettings
from contracts.suppliers import SupplierState
from contracts.vocabulary import Identifier
from services.suppliers.application.requesting import add_suppliers, draft_request, open_request
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.requests.terms import RequestTerms
from services.suppliers.domain.supplier import Supplier
from services.suppliers.persistence.unit_of_work import UnitOfWork
from tests.conftest import NewDatabase
from tests.waiting import until

MONDAY = datetime(2027, 3, 1, 10, tzinfo=UTC)
SIRETS = ("23350001600040", "79878508500035", "37900994700027", "55208131766522", "35600000000048", "21350238800019")
BUYER = SIRETS[0]


@pytest.fixture
async def environment(database: NewDatabase, tmp_path: Path) -> dict[str, str]:
    """A worker that lives on a working Monday, with a mail folder of its own."""
    return {
        "DATABASE_URL": await database("suppliers"),
        "PLATFORM_SECRET": "a secret of at least thirty-two bytes",
        "MAIL_URL": (tmp_path / "mail").as_uri(),
        "TENDERS_URL": "http://127.0.0.1:9",
        "PRENAN_SANDBOX_SINCE": datetime.now(UTC).isoformat(),
        "PRENAN_SANDBOX_START": MONDAY.isoformat(),
        "PYTHONPATH": str(Path.cwd()),
    }


async def start(environment: dict[str, str], **more: str) -> asyncio.subprocess.Process:
    silent = asyncio.subprocess.DEVNULL
    command = (sys.executable, "-m", "services.suppliers.worker", "run")
    return await asyncio.create_subprocess_exec(*command, env={**environment, **more}, stdout=silent, stderr=silent)


@asynccontextmanager
async def working(environment: dict[str, str]) -> AsyncIterator[None]:
    process = await start(environment)
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


def letters(environment: dict[str, str]) -> Counter[str]:
    """How often each address was written to."""
    folder = Path(environment["MAIL_URL"].removeprefix("file://"))
    return Counter(str(letter["To"]) for letter in mailbox.Maildir(folder)) if folder.exists() else Counter()


async def an_open_request(database: Database) -> UUID:
    terms = {"buyer": BUYER, "title": "Voirie", "text": "Chaussées", "department": "dirn", "area": "travaux"}
    asked = RequestTerms(**terms, cpv="45233140", deadline=datetime(2027, 3, 19, tzinfo=UTC))
    identifiers = [Identifier(id=siret) for siret in SIRETS]
    async with UnitOfWork(database) as uow:
        names = (SupplierState(identifier=each, name=f"Entreprise {each.id}") for each in identifiers)
        uow.suppliers.add_all([Supplier.registered(state) for state in names])
        request = await draft_request(uow, uuid7(), asked)
    anybody = {"by": BUYER, "expected": Expected(None), "now": MONDAY}
    async with UnitOfWork(database) as uow:
        for each in identifiers:
            await uow.mailboxes.set(supplier_id(each), f"{each.id}@example.org", ())
        await add_suppliers(uow, request.id, identifiers, **anybody)  # type: ignore[arg-type]
    await open_request(UnitOfWork(database), request.id, **anybody)  # type: ignore[arg-type]
    return request.id


@pytest.mark.parametrize(
    ("failpoint", "doubtful"),
    [("scheduler.applied:1", 0), ("scheduler.committed:1", 0), ("letter.handed:2", 1), ("letter.sent:3", 0)],
)
async def test_a_worker_killed_amid_its_letters_asks_nobody_twice(
    environment: dict[str, str], failpoint: str, doubtful: int
) -> None:
    settings = ServiceSettings.model_validate({name.lower(): value for name, value in environment.items()})
    async with Database(environment["DATABASE_URL"], clock=Clock.of(settings)) as database:
        await an_open_request(database)
        doomed = await start(environment, **{VARIABLE: failpoint})
        async with asyncio.timeout(30):
            assert await doomed.wait() == -signal.SIGKILL
        async with AsyncExitStack() as stack:
            for _ in range(2):
                await stack.enter_async_context(working(environment))
            await until(lambda: _settled(database), 30)
            await until(lambda: len(letters(environment)) >= len(SIRETS) - doubtful, 30)
        assert set(letters(environment).values()) == {1}
        told = await database.reads.fetchval("SELECT count(*) FROM event_log WHERE type LIKE '%SupplierInvited%'")
        assert told == len(SIRETS)


async def _settled(database: Database) -> bool:
    """Whether every supplier was asked, and no letter waits; one that was in a killed hand is doubtful for ever."""
    asked = await database.reads.fetchval("SELECT count(*) FROM contact WHERE status = 'invited'")
    waiting = await database.reads.fetchval("SELECT count(*) FROM notification WHERE due_at IS NOT NULL")
    return bool(asked == len(SIRETS) and waiting == 0)
