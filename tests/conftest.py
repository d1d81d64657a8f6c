"""What every test may ask for: a PostgreSQL of its own, and a fresh database for each test."""

import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import asyncpg
import pytest

from deploy.embedded.postgres import Cluster

NewDatabase = Callable[[str], Awaitable[str]]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scratch PostgreSQL for this worker: everyone is trusted, nothing is safe from a crash of the machine."""
    made = Cluster(Path(tmp_path_factory.mktemp("postgres")) / "data", free_port(), durable=False)
    made.start()
    yield made
    made.stop()
    made.discard()


@pytest.fixture(scope="session")
async def administrator(cluster: Cluster) -> AsyncIterator[asyncpg.Connection]:
    """A connection that may create databases."""
    connection = await asyncpg.connect(cluster.address())
    yield connection
    await connection.close()


@pytest.fixture
async def new_database(cluster: Cluster, administrator: asyncpg.Connection) -> AsyncIterator[NewDatabase]:
    """Makes databases from a template and forgets them after the test: `await new_database(template)` is a URL."""
    made: list[str] = []

    async def make(template: str) -> str:
        name = f"test_{await administrator.fetchval('SELECT txid_current()')}"
        await administrator.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        made.append(name)
        return cluster.address(name)

    yield make
    for name in made:
        await administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def kafka() -> str:
    """Bootstrap address of a real Apache Kafka."""
    return os.environ["KAFKA_BOOTSTRAP"]
