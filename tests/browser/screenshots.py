"""`make screenshots`: a picture of every page, to be looked at; and those that the README shows."""

import asyncio
import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from playwright.async_api import Browser
from rich.progress import track

from deploy.embedded import ROOT
from tests.browser.aftermath import aftermath, an_accelerated_market
from tests.browser.chromium import chromium
from tests.browser.places import addresses, enter, role_of
from tests.e2e.platforms import a_platform

LOOKS = (("fr", "light", 1440), ("fr", "light", 360), ("fr", "dark", 1440), ("en", "light", 1440), ("en", "dark", 360))
"""Each language, theme and width, those of the first language together most."""
SHOWN = {"observatory": "/observatory", "figure": "/indicators/{id}"}
"""Pages that the README shows, by the name of their picture."""
PICTURES = ROOT / "docs" / "pictures"
YEARS = 4


async def picture(
    browser: Browser, url: str, template: str, path: str, file: Path, look: tuple[str, int], *, whole: bool = True
) -> None:
    """Take one page as who is shown it, all of it or what one sees first."""
    theme, width = look
    context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    await enter(context, url, role_of(template))
    page = await context.new_page()
    await page.goto(f"{url}{path}")
    await page.screenshot(path=file, full_page=whole)
    await context.close()


async def take(url: str, browser: Browser, folder: Path, found: Mapping[str, str]) -> None:
    """Pages by their path templates, each in every look."""
    wanted = [(template, path, look) for template, path in found.items() for look in LOOKS]
    for template, path, (language, theme, width) in track(wanted, "Taking pictures"):
        name = "-".join(template.replace("{", "").replace("}", "").strip("/").split("/")) or "front"
        file = folder / f"{name}.{language}.{theme}.{width}.png"
        await picture(browser, url, template, f"/{language}{path}", file, (theme, width))


async def show(url: str, browser: Browser, found: Mapping[str, str]) -> None:
    """What one sees first of the pages that the README shows."""
    for name, template in SHOWN.items():
        path, file = f"/en{found[template]}", PICTURES / f"{name}.png"
        await picture(browser, url, template, path, file, ("light", 1200), whole=False)


async def main(folder: Path) -> None:
    """Start a platform with the sample market, then one whose time runs, and a browser, and take the pictures."""
    with tempfile.TemporaryDirectory() as scratch:
        async with chromium(Path(scratch)) as browser:
            async with a_platform(Path(scratch) / "home") as platform:
                await platform.sample(YEARS)
                found = await addresses(platform)
                await take(platform.url, browser, folder, found)
                await show(platform.url, browser, found)
            async with an_accelerated_market(Path(scratch) / "later") as market:
                await take(market.platform.url, browser, folder, await aftermath(market))


if __name__ == "__main__":
    parser = ArgumentParser(prog="make screenshots")
    parser.add_argument("folder", nargs="?", default=os.environ.get("SCREENSHOTS", "screenshots"), type=Path)
    wanted = parser.parse_args().folder
    for each in (wanted, PICTURES):
        each.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(wanted))
