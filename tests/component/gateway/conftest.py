"""The gateway in front of stubs, for each test."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.component.gateway.platform import Platform, platform


@pytest.fixture
async def prenan(database: Callable[[str], Awaitable[str]], tmp_path: Path) -> AsyncIterator[Platform]:
    """The gateway, three stubs behind it, and a client in front of it."""
    async with platform(await database("gateway"), tmp_path) as made:
        yield made
