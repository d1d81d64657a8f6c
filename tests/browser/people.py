"""People in front of a browser: what they open, fill in and press, by the words that the pages show them."""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from playwright.async_api import Browser, Locator, Page

from tests.e2e.markets import Market
from tests.e2e.storytelling import PARIS, Actor

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}
PATIENCE = 30_000
"""Milliseconds for one step, on a machine with much else to do."""
MOST_STOPS = 120
FOCUSED = """(wanted) => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const shows = one === document.body || (ring && box.width > 0 && box.height > 0);
    return [one.matches(wanted), shows, one.outerHTML.slice(0, 120)];
}"""
"""Whether what has the focus is what is wanted, whether that shows, and what it is; it is nowhere at first."""


@dataclass(frozen=True)
class Person:
    """Somebody at a page of their own."""

    page: Page
    url: str

    async def opens(self, path: str) -> None:
        """Open a page, which is there and fits the screen."""
        answer = await self.page.goto(f"{self.url}/fr{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status} {await self.reads()}"
        wide, there = await self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= there, f"{path} is {wide} wide where there are {there}"

    async def fills(self, within: Locator | None = None, /, **fields: str) -> None:
        """Fill fields by their names."""
        for name, value in fields.items():
            await (within or self.page).locator(f"[name='{name}']").first.fill(value)

    async def chooses(self, within: Locator | None = None, /, **fields: str) -> None:
        """Choose in lists by their names."""
        for name, value in fields.items():
            await (within or self.page).locator(f"select[name='{name}']").first.select_option(value)

    async def presses(self, name: str, within: Locator | None = None) -> str:
        """Press a button, or a link that looks like one, and read the page that follows, where nothing is refused."""
        words = re.compile(rf"^\s*{re.escape(name)}\s*$")
        async with self.page.expect_navigation():
            await (within or self.page).locator("button, a.button", has_text=words).first.click()
        assert await self.page.locator(".wrong, .flaw").count() == 0, await self.reads()
        return await self.reads()

    async def follows(self, name: str) -> str:
        """Follow a link in the text, and read the page that follows."""
        async with self.page.expect_navigation():
            await self.page.locator("main").get_by_role("link", name=name).first.click()
        return await self.reads()

    async def unfolds(self, summary: str) -> Locator:
        """What is folded under these words, unfolded."""
        folded = self.page.locator("details", has=self.page.locator("summary", has_text=summary)).first
        if await folded.get_attribute("open") is None:
            await folded.locator("summary").first.click()
        return folded

    async def tabs_to(self, wanted: str) -> None:
        """Go on by the tabulator until something has the focus, which shows at each stop."""
        for _ in range(MOST_STOPS):
            await self.page.keyboard.press("Tab")
            is_there, shows, what = await self.page.evaluate(FOCUSED, wanted)
            assert shows, f"nobody sees that the focus is on {what}"
            if is_there:
                return
        raise AssertionError(f"no way to {wanted} by the keyboard")

    async def types(self, wanted: str, text: str) -> None:
        """Go to a field and write into it, by the keyboard alone."""
        await self.tabs_to(wanted)
        await self.page.keyboard.type(text)

    async def enters_on(self, wanted: str) -> None:
        """Go to a link or a button and press Enter on it; a page follows."""
        await self.tabs_to(wanted)
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def reads(self) -> str:
        """What the page says, with plain blanks."""
        return re.sub(r"[\u00a0\u202f]", " ", await self.page.inner_text("main"))


@asynccontextmanager
async def somebody(browser: Browser, url: str, **options: Any) -> AsyncIterator[Person]:
    """Somebody with a browser of their own."""
    context = await browser.new_context(**{"viewport": DESK, **options})
    context.set_default_timeout(PATIENCE)
    yield Person(await context.new_page(), url)
    await context.close()


@asynccontextmanager
async def entered(browser: Browser, url: str, key: str, **options: Any) -> AsyncIterator[Person]:
    """Somebody who has entered with a key, by the form of the page alone: one of them types it."""
    async with somebody(browser, url, **options) as person:
        answer = await person.page.context.request.post(f"{url}/fr/login", form={"key": key}, max_redirects=0)
        assert answer.status == HTTPStatus.SEE_OTHER
        yield person


def key_of(actor: Actor) -> str:
    """The key that somebody shows."""
    return str(actor.http.headers["Authorization"]).removeprefix("Bearer ")


@dataclass(frozen=True)
class Stage:
    """The people of the stories, and browsers for them."""

    market: Market
    browser: Browser

    def enters(self, actor: Actor, **options: Any) -> AbstractAsyncContextManager[Person]:
        """Somebody of the market, logged in."""
        return entered(self.browser, self.market.platform.url, key_of(actor), **options)

    def anybody(self, **options: Any) -> AbstractAsyncContextManager[Person]:
        """Somebody without a key."""
        return somebody(self.browser, self.market.platform.url, **options)

    async def day(self, ahead: int = 0) -> str:
        """A day of the platform, as fields take it."""
        return ((await self.market.platform.now()).astimezone(PARIS) + timedelta(days=ahead)).date().isoformat()
