"""What holds for every page: nobody is shut out, nothing overflows, every word is in the reader's language."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import groupby

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, ConsoleMessage, Page

from tests.browser.places import addresses, enter, role_of
from tests.e2e.platforms import PlatformUnderTest

Look = tuple[str, str, dict[str, int]]
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
ALL_LOOKS = (("fr", "light", DESK), ("en", "dark", PHONE), ("fr", "dark", PHONE), ("en", "light", DESK))
LOOKS = ALL_LOOKS if os.environ.get("PRENAN_LOOKS") == "all" else ALL_LOOKS[:2]
"""Each language, theme and size once; PRENAN_LOOKS=all takes each theme in each language."""
ENGLISH = re.compile(r"\b(the|of|with|which|every|between|nothing)\b")
FRENCH = re.compile(r"\b(le|les|des|une|avec|chaque|aucun|dans)\b")
KEY = re.compile(r"\b[a-z_]+\.[a-z_]+\.[a-z_]+\b|\{[a-z_]+\}")
READ = """() => {
    const page = document.body.cloneNode(true);
    page.querySelectorAll('[lang], code, script, input, textarea, [data-said]').forEach((node) => node.remove());
    return page.innerText;
}"""


AXE = Axe().axe_script
MOST_ROWS = 12
"""Rows of one list or table that are looked at for barriers: contrast is measured letter by letter."""
BARRIERS = """async (most) => {
    const exclude = ["tbody > tr", "li"].map((row) => `${row}:nth-child(n + ${most + 1})`);
    const found = (await axe.run({exclude}, {resultTypes: ["violations"]})).violations;
    return found.filter((one) => ["serious", "critical"].includes(one.impact))
        .map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
}"""


async def looked_at(browser: Browser, url: str, found: Mapping[str, str], look: Look) -> list[tuple[str, str]]:
    """What is wrong with each page in a language, a theme and a size, for who is shown it: one browser a role."""
    wrong = []
    for role, templates in groupby(sorted(found, key=role_of), role_of):
        async with entered_as(browser, url, role, look) as page:
            for template in templates:
                flaws = await _flaws(page, f"{url}/{look[0]}{found[template]}", look[0])
                wrong += [(template, f"{look[0]} {look[1]} {look[2]['width']}: {flaw}") for flaw in flaws]
    return wrong


@asynccontextmanager
async def entered_as(browser: Browser, url: str, role: str, look: Look) -> AsyncIterator[Page]:
    """A page of somebody, in which axe-core is at hand."""
    context = await browser.new_context(viewport=look[2], color_scheme=look[1])  # type: ignore[arg-type]
    await context.add_init_script(AXE)
    await enter(context, url, role)
    yield await context.new_page()
    await context.close()


async def _flaws(page: Page, address: str, language: str) -> list[str]:
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", broken := lambda error: said.append(str(error)))
    answer = await page.goto(address)
    assert answer is not None
    wrong = [f"answers {answer.status}"] if answer.status != 200 else []
    wrong += [*await _overflow(page), *await _foreign_words(page, language), *await barriers(page)]
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", broken)
    return [*wrong, *said]


async def _overflow(page: Page) -> list[str]:
    wide, there = await page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"is {wide} wide where there are {there}"] if wide > there else []


async def barriers(page: Page) -> list[str]:
    """What shuts somebody out of a page, as axe-core finds it; of long lists and tables it sees the first rows."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE)
    found: list[str] = await page.evaluate(BARRIERS, MOST_ROWS)
    return found


async def _foreign_words(page: Page, language: str) -> list[str]:
    text = await page.evaluate(READ)
    other = ENGLISH if language == "fr" else FRENCH
    shown = [line for line in text.splitlines() if line.strip()]
    keys = [f"shows a key: {line.strip()[:80]}" for line in shown if KEY.search(line)]
    return keys + [f"not in {language}: {line.strip()[:80]}" for line in shown if other.search(line)]


async def test_every_page_is_open_to_everyone_in_every_look(town: PlatformUnderTest, browser: Browser) -> None:
    found = await addresses(town)
    looks = await asyncio.gather(*(looked_at(browser, town.url, found, look) for look in LOOKS))
    wrong = sorted(flaw for look in looks for flaw in look)
    assert not wrong, "\n".join(f"{template}: {flaw}" for template, flaw in wrong)


@pytest.mark.parametrize("address", ["/fr/nowhere", "/en/indicators/ZZ"])
async def test_what_is_not_there_is_said_on_a_page_of_its_own(
    town: PlatformUnderTest, browser: Browser, address: str
) -> None:
    page = await browser.new_page()
    answer = await page.goto(town.url + address)
    assert answer is not None
    assert answer.status == 404
    assert await page.locator("h1").count() == 1
    await page.close()
