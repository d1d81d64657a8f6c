"""What the whole suite shares: one scratch PostgreSQL and one Apache Kafka, started when first asked for."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.kafka import NoBroker, ScratchKafka
from tests.postgresql import ScratchPostgres

RUN = "PRENAN_TEST_RUN"
"""Environment variable with the folder that the workers of one run share."""


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[RUN] = tempfile.mkdtemp(prefix="prenan-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that began the run ends what its workers started, after the last of them."""
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ[RUN])
        ScratchPostgres(folder).discard()
        ScratchKafka(folder).discard()
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "kafka_bootstrap" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.kafka)


@pytest.fixture(scope="session")
def postgresql() -> ScratchPostgres:
    """A running server that trusts everyone and forgets everything."""
    server = ScratchPostgres(Path(os.environ[RUN]))
    server.start()
    return server


@pytest.fixture
async def database(postgresql: ScratchPostgres) -> AsyncIterator[Callable[[str], Awaitable[str]]]:
    """`await database("tenders")` is the `DATABASE_URL` of a fresh, migrated database, dropped after the test."""
    created: list[str] = []

    async def fresh(owner: str) -> str:
        address = await postgresql.create(owner)
        created.append(address)
        return address

    yield fresh
    for address in created:
        await postgresql.drop(address)


@pytest.fixture(scope="session")
def kafka_bootstrap() -> str:
    """Address of a real broker; skipped with the reason where there can be none, which CI does not accept."""
    try:
        return ScratchKafka(Path(os.environ[RUN])).bootstrap()
    except NoBroker as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI runs the Kafka tests, but {reason}")
        pytest.skip(str(reason))
