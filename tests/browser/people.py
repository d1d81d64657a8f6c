"""People in front of a browser: what they open, fill in and press, by the words that the pages show them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Locator, Page

from tests.e2e.storytelling import Actor

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}


@dataclass(frozen=True)
class Person:
    """Somebody at a page of their own."""

    page: Page
    url: str

    async def opens(self, path: str) -> None:
        """Open a page, which is there."""
        answer = await self.page.goto(f"{self.url}/fr{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status} {await self.reads()}"

    async def fills(self, within: Locator | None = None, /, **fields: str) -> None:
        """Fill fields by their names."""
        for name, value in fields.items():
            await (within or self.page).locator(f"[name='{name}']").first.fill(value)

    async def chooses(self, **fields: str) -> None:
        """Choose in lists by their names."""
        for name, value in fields.items():
            await self.page.locator(f"select[name='{name}']").first.select_option(value)

    async def presses(self, name: str, within: Locator | None = None) -> None:
        """Press a button, or follow a link that looks like one, and wait for where it leads."""
        found = (within or self.page).locator("button, a.button, a.more, summary", has_text=exactly(name)).first
        async with self.page.expect_navigation():
            await found.click()
        assert await self.page.locator(".wrong, .flaw").count() == 0, await self.reads()

    async def follows(self, name: str) -> None:
        """Follow a link."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("link", name=name).first.click()

    async def unfolds(self, name: str) -> Locator:
        """Unfold what is folded under a heading; it."""
        folded = self.page.locator("details", has=self.page.locator("summary", has_text=exactly(name))).first
        if await folded.get_attribute("open") is None:
            await folded.locator("summary").first.click()
        return folded

    async def reads(self) -> str:
        """What the page says, with plain blanks."""
        return re.sub(r"[\u00a0\u202f]", " ", await self.page.inner_text("main"))


def exactly(words: str) -> re.Pattern[str]:
    """These words and no others."""
    return re.compile(rf"^\s*{re.escape(words)}\s*$")


def key_of(actor: Actor) -> str:
    """The key that somebody shows."""
    return str(actor.http.headers["Authorization"]).removeprefix("Bearer ")


@asynccontextmanager
async def entered(browser: Browser, url: str, key: str = "", **options: Any) -> AsyncIterator[Person]:
    """Somebody who has entered with a key, or the public."""
    context = await browser.new_context(**{"viewport": DESK, **options})
    context.set_default_timeout(20_000)
    person = Person(await context.new_page(), url)
    if key:
        await person.opens("/login")
        await person.fills(key=key)
        await person.presses("Entrer")
    yield person
    await context.close()
