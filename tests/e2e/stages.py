"""The platform in accelerated time, and everybody on it, for whoever plays something there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.markets import SPEED, START, Market, a_market
from tests.e2e.platforms import PlatformUnderTest, a_platform


@pytest.fixture(scope="session")
async def sandbox(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlatformUnderTest]:
    """A platform in accelerated time."""
    home = Path(tmp_path_factory.mktemp("sandbox")) / "home"
    async with a_platform(home, sandbox=SPEED, start=START) as running:
        yield running


@pytest.fixture(scope="session")
async def market(sandbox: PlatformUnderTest) -> AsyncIterator[Market]:
    """The platform in accelerated time with everybody who acts on it."""
    async with a_market(sandbox) as running:
        yield running
