"""The gateway in front of stubs: one for each file of tests, as new for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.component.gateway.platform import Platform, platform
from tests.postgresql import ScratchPostgres


@pytest.fixture(scope="module")
async def started(postgresql: ScratchPostgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    """The gateway, three stubs behind it, and a client in front of it."""
    address = await postgresql.create("gateway")
    async with platform(address, tmp_path_factory.mktemp("documents")) as made:
        yield made
    await postgresql.drop(address)


@pytest.fixture
async def prenan(started: Platform) -> Platform:
    """The same, as if nothing had happened yet."""
    await started.begin()
    return started
