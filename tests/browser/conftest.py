"""A platform with a small sample market, and a browser in front of it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.chromium import NoBrowser, executable
from tests.browser.people import Stage
from tests.conftest import RUN
from tests.e2e.markets import Market
from tests.e2e.platforms import PlatformUnderTest, a_platform
from tests.waiting import until


@pytest.fixture(scope="session")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PlatformUnderTest]:
    """A platform with the contracts of one year, a plan and open calls."""
    async with a_platform(Path(tmp_path_factory.mktemp("town")) / "home") as running:
        await running.sample(years=0)
        await until(lambda: _figures_are_in(running), 120)
        yield running


async def _figures_are_in(platform: PlatformUnderTest) -> bool:
    """Whether the observatory has taken in every fact that was told."""
    async with platform.client() as http:
        told = (await http.get("/feed/procedures?limit=1")).json()["head"]
        figure = (await http.get("/indicators/V1?period=all")).json()
    return bool(figure["positions"]["procedures"] == told)


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


@pytest.fixture(scope="session")
async def stage(market: Market, browser: Browser) -> Stage:
    """Everybody of the market, in front of browsers."""
    return Stage(market, browser)
