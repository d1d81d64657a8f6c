"""What holds for every page: nobody is shut out, nothing overflows, every word is in the reader's language."""

import asyncio
import os
import re

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from tests.browser.places import addresses, enter
from tests.e2e.platforms import PlatformUnderTest

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


async def looked_at(
    browser: Browser, url: str, template: str, path: str, look: tuple[str, str, dict[str, int]]
) -> list[str]:
    """What is wrong with a page in a language, a theme and a size, for who is shown it."""
    language, theme, size = look
    context = await browser.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
    await enter(context, url, template)
    page, said = await context.new_page(), []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = await page.goto(f"{url}/{language}{path}")
    assert answer is not None
    wrong = [f"answers {answer.status}"] if answer.status != 200 else []
    wrong += [*said, *await _overflow(page), *await barriers(page), *await _foreign_words(page, language)]
    await context.close()
    return [f"{language} {theme} {size['width']}: {one}" for one in wrong]


async def _overflow(page: Page) -> list[str]:
    wide, there = await page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"is {wide} wide where there are {there}"] if wide > there else []


async def barriers(page: Page) -> list[str]:
    """What shuts somebody out of a page, as axe-core finds it."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]


async def _foreign_words(page: Page, language: str) -> list[str]:
    text = await page.evaluate(READ)
    other = ENGLISH if language == "fr" else FRENCH
    shown = [line for line in text.splitlines() if line.strip()]
    keys = [f"shows a key: {line.strip()[:80]}" for line in shown if KEY.search(line)]
    return keys + [f"not in {language}: {line.strip()[:80]}" for line in shown if other.search(line)]


async def test_every_page_is_open_to_everyone_in_every_look(town: PlatformUnderTest, browser: Browser) -> None:
    wrong: dict[str, list[str]] = {}
    for template, path in (await addresses(town)).items():
        looks = (looked_at(browser, town.url, template, path, look) for look in LOOKS)
        if found := [one for many in await asyncio.gather(*looks) for one in many]:
            wrong[template] = found
    assert not wrong, "\n".join(f"{template}: {one}" for template, many in wrong.items() for one in many)


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
