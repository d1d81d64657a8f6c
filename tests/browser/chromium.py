"""A real Chromium: the one named by CHROMIUM, one on the machine, or Debian's package where it may be installed."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.programs import program

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]
"""The suite may run as root, and where files in memory have little room."""
ENDING_SECONDS = 60


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Browser]:
    """A headless browser; `folder` is shared by the workers of a run. Raises `NoProgram`."""
    path = os.environ.get("CHROMIUM") or await asyncio.to_thread(program, "chromium", *NAMES, folder=folder)
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=path, args=OPTIONS)
        yield running
        with suppress(TimeoutError):  # one that hangs ends with its driver
            await asyncio.wait_for(running.close(), ENDING_SECONDS)
