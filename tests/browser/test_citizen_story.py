"""A citizen follows a promise down to the companies behind it, without JavaScript, and the numbers agree."""

import csv
import re

from playwright.async_api import Browser

from tests.browser.people import PHONE, Person, somebody
from tests.e2e.platforms import PlatformUnderTest

EVERY = "Tous ces contrats"


async def test_from_a_promise_to_its_contracts_a_company_and_a_file_without_javascript(
    town: PlatformUnderTest, browser: Browser
) -> None:
    async with somebody(browser, town.url, java_script_enabled=False, viewport=PHONE) as citizen:
        await citizen.opens("")
        card = citizen.page.locator("article.card").first
        promised = await card.locator(".figure").inner_text()
        await citizen.follows(await card.locator("h3 a").inner_text())
        assert await citizen.page.locator(".answer .figure").inner_text() == promised
        await citizen.follows(EVERY)
        assert await in_the_file(citizen) == await found(citizen)
        row = citizen.page.locator("tbody tr", has=citizen.page.locator("a[href*='/suppliers/']")).first
        title, company = [await row.locator(f"a[href*='/{one}/']").inner_text() for one in ("contracts", "suppliers")]
        value = await row.locator("td.number").first.inner_text()
        said = await citizen.follows(title)
        assert re.sub(r"\s", " ", value) in said
        await citizen.follows(company)
        contracts = await citizen.page.locator(".totals dd").first.inner_text()
        await citizen.follows(EVERY)
        assert await found(citizen) == int(contracts)


async def found(citizen: Person) -> int:
    """How many contracts the page says that it has found."""
    said = await citizen.page.locator("main [role=status]").inner_text()
    return int(re.sub(r"\D", "", said))


async def in_the_file(citizen: Person) -> int:
    """How many contracts stand in the file of exactly what is shown."""
    address = await citizen.page.get_by_role("link", name="CSV").get_attribute("href")
    answer = await citizen.page.context.request.get(f"{citizen.url}{address}")
    lines = [line for line in (await answer.text()).splitlines() if not line.startswith("#")]
    return len(list(csv.reader(lines))) - 1
