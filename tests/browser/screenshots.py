"""`make screenshots`: a picture of every page, to be looked at; and those that the README shows."""

import asyncio
import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from rich.progress import track

from deploy.embedded import ROOT
from tests.browser.chromium import executable
from tests.browser.places import addresses, enter, role_of
from tests.e2e.platforms import PlatformUnderTest, a_platform

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


async def take(platform: PlatformUnderTest, browser: Browser, folder: Path) -> None:
    """Every page in every look."""
    found = await addresses(platform)
    wanted = [(template, path, look) for template, path in found.items() for look in LOOKS]
    for template, path, (language, theme, width) in track(wanted, "Taking pictures"):
        name = "-".join(template.replace("{", "").replace("}", "").strip("/").split("/")) or "front"
        file = folder / f"{name}.{language}.{theme}.{width}.png"
        await picture(browser, platform.url, template, f"/{language}{path}", file, (theme, width))
    for name, template in SHOWN.items():
        path, file = f"/en{found[template]}", PICTURES / f"{name}.png"
        await picture(browser, platform.url, template, path, file, ("light", 1200), whole=False)


async def main(folder: Path) -> None:
    """Start a platform with the sample market, and a browser, and take the pictures."""
    with tempfile.TemporaryDirectory() as scratch:
        program = executable(Path(scratch))
        async with a_platform(Path(scratch) / "home") as platform, async_playwright() as driver:
            await platform.sample(YEARS)
            browser = await driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
            await take(platform, browser, folder)
            await browser.close()


if __name__ == "__main__":
    parser = ArgumentParser(prog="make screenshots")
    parser.add_argument("folder", nargs="?", default=os.environ.get("SCREENSHOTS", "screenshots"), type=Path)
    wanted = parser.parse_args().folder
    for each in (wanted, PICTURES):
        each.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(wanted))
