"""The counters' databases, for the tests that kill their worker; and a platform for those that kill its processes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.component.chassis.conftest import database, database_url, template
from tests.e2e.platforms import PlatformUnderTest, a_platform

__all__ = ["database", "database_url", "stricken", "template"]


@pytest.fixture(scope="session")
async def stricken(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlatformUnderTest]:
    """A platform whose processes are killed."""
    async with a_platform(Path(tmp_path_factory.mktemp("stricken")) / "home") as running:
        yield running
