"""The platform that the stories of one worker share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.markets import Market, a_market
from tests.e2e.platforms import PlatformUnderTest, a_platform


@pytest.fixture(scope="session")
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlatformUnderTest]:
    """A running platform without sample data."""
    async with a_platform(Path(tmp_path_factory.mktemp("platform")) / "home") as running:
        yield running


@pytest.fixture(scope="module")
async def market(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Market]:
    """A platform in accelerated time with everybody who acts on it."""
    async with a_market(Path(tmp_path_factory.mktemp("market")) / "home") as running:
        yield running
