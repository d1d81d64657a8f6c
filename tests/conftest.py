"""What every test may ask for: a scratch PostgreSQL, fresh databases in it, a real Kafka, a real stamping authority."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings

from deploy.embedded.ports import free_port
from deploy.embedded.postgres import Cluster
from tests.depth import examples
from tests.e2e.platforms import PlatformUnderTest, a_platform
from tests.kafka import NoBroker, ScratchKafka
from tests.postgresql import ScratchPostgres
from tests.programs import NoProgram, lacking, program
from tests.sharing import leave, name_group, turn_of
from tests.telling import Telling
from tests.timestamping import LocalAuthority
from tests.waiting import until

RUN = "PRENAN_TEST_RUN"
"""Environment variable with the folder that the workers of one run share."""
DATA = "PRENAN_TEST_DATA"
"""Environment variable with the folder of their scratch databases, in memory where there is room."""
MEMORY, NEEDED_BYTES = Path("/dev/shm"), 2 * 1024**3  # noqa: S108 - the folder of each run has a name of its own
"""Files in memory, on Linux, and how much of it has to be free: to make a database there costs a tenth."""
NewDatabase = Callable[[str], Awaitable[str]]

__all__ = ["NewDatabase", "free_port"]

settings.register_profile("prenan", deadline=None, max_examples=examples(settings.default.max_examples))
settings.load_profile("prenan")
pytest.register_assert_rewrite(
    "tests.e2e.storytelling", "tests.e2e.bidding", "tests.e2e.scenes", "tests.browser.people"
)
pytest_plugins = ["tests.e2e.stages"]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[RUN] = tempfile.mkdtemp(prefix="prenan-tests-")
        os.environ[DATA] = tempfile.mkdtemp(prefix="prenan-tests-", dir=_memory())
        config.pluginmanager.register(Telling(config))


def _memory() -> Path | None:
    """Where databases are made and dropped fastest; None where there is no such place."""
    try:
        return MEMORY if shutil.disk_usage(MEMORY).free > NEEDED_BYTES and os.access(MEMORY, os.W_OK) else None
    except FileNotFoundError:
        return None


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that began the run ends the broker that its workers shared, after the last of them."""
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ.pop(RUN))
        ScratchKafka(folder).discard()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(os.environ.pop(DATA), ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=turn_of)
    for item in items:
        if {"kafka_bootstrap", "over_kafka"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.kafka)
        if hasattr(config, "workerinput"):
            name_group(item)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """After whatever else a test leaves."""
    leave(item, nextitem)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A scratch PostgreSQL for this worker: everyone is trusted, nothing is safe from a crash of the machine."""
    made = Cluster(Path(tempfile.mkdtemp(dir=os.environ[DATA])) / "data", free_port(), durable=False)
    made.start()
    yield made
    made.discard()


@pytest.fixture(scope="session")
async def administrator(cluster: Cluster) -> AsyncIterator[asyncpg.Connection]:
    """A connection that may create databases."""
    connection = await asyncpg.connect(cluster.address())
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
def postgresql(cluster: Cluster) -> ScratchPostgres:
    """Makes databases that live as long as the caller wants: `await postgresql.create("tenders")`, then `drop`."""
    return ScratchPostgres(cluster)


@pytest.fixture
async def database(postgresql: ScratchPostgres) -> AsyncIterator[NewDatabase]:
    """`await database("tenders")` is the `DATABASE_URL` of a fresh, migrated database, dropped after the test."""
    async with postgresql.fresh(postgresql.create) as make:
        yield make


@pytest.fixture
async def new_database(postgresql: ScratchPostgres) -> AsyncIterator[NewDatabase]:
    """`await new_database(template)` is the `DATABASE_URL` of a copy of a template, dropped after the test."""
    async with postgresql.fresh(postgresql.copy) as make:
        yield make


@pytest.fixture(scope="session")
def kafka_bootstrap() -> str:
    """Address of a real Apache Kafka; skipped with the reason where there is none, which CI does not accept."""
    try:
        return ScratchKafka(Path(os.environ[RUN])).bootstrap()
    except NoBroker as reason:
        lacking(reason)


@pytest.fixture(scope="session")
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlatformUnderTest]:
    """A running platform without sample data, for all that can live with what others did there."""
    async with a_platform(Path(tmp_path_factory.mktemp("platform")) / "home") as running:
        yield running


@pytest.fixture(scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlatformUnderTest]:
    """A platform with the contracts of one year, a plan and open calls."""
    async with a_platform(Path(tmp_path_factory.mktemp("town")) / "home") as running:
        await running.sample(years=0)
        await until(lambda: _figures_are_in(running), 300)
        yield running


async def _figures_are_in(platform: PlatformUnderTest) -> bool:
    """Whether the observatory has taken in every fact that was told."""
    async with platform.client() as http:
        told, figure = [await http.get(path) for path in ("/feed/procedures?limit=1", "/indicators/V1?period=all")]
    if not (told.is_success and figure.is_success):
        return False
    return bool(figure.json()["positions"]["procedures"] == told.json()["head"])


@pytest.fixture(scope="session")
def guarded_kafka(kafka_bootstrap: str) -> str:
    """Address of the same Kafka for those who log in; skipped where somebody else's broker has no such listener."""
    try:
        return ScratchKafka(Path(os.environ[RUN])).guarded()
    except NoBroker as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def stamping_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAuthority]:
    """A real RFC 3161 authority on this machine; skipped where there is no openssl, which CI does not accept."""
    try:
        program("openssl", "openssl", folder=Path(os.environ[RUN]))
    except NoProgram as reason:
        lacking(reason)
    authority = LocalAuthority(tmp_path_factory.mktemp("stamping"))
    yield authority
    authority.close()
