"""A platform with a small sample market, and a browser in front of it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.chromium import chromium
from tests.browser.people import Stage
from tests.conftest import RUN
from tests.e2e.markets import Market
from tests.programs import NoProgram, lacking


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium; where there is none the tests are skipped, and fail in CI."""
    try:
        async with chromium(Path(os.environ[RUN])) as running:
            yield running
    except NoProgram as reason:
        lacking(reason)


@pytest.fixture(scope="session")
async def stage(market: Market, browser: Browser) -> Stage:
    """Everybody of the market, in front of browsers."""
    return Stage(market, browser)
