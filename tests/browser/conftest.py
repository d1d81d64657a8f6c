"""A platform with a small sample market, and a browser in front of it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.chromium import NoBrowser, executable
from tests.conftest import RUN
from tests.e2e.platforms import PlatformUnderTest, a_platform


@pytest.fixture(scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlatformUnderTest]:
    """A platform with the contracts of one year, a plan and open calls."""
    async with a_platform(Path(tmp_path_factory.mktemp("town")) / "home") as running:
        await running.sample(years=0)
        yield running


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium; where there is none the tests are skipped, and fail in CI."""
    try:
        program = executable(Path(os.environ[RUN]))
    except NoBrowser as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        await running.close()
