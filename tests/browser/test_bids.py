"""A bid is handed in from a browser: sealed there, or where scripts are off as it comes; its committee reads both."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from playwright.async_api import Browser, Page

from contracts.offer_form import OfferForm
from tests.browser.market import SealedCall, a_sealed_call
from tests.browser.test_every_page import barriers
from tests.e2e.platforms import PlatformUnderTest

NOTE = b"%PDF-1.7 memoire " + bytes(range(256)) * 300
INSURANCE = b"%PDF-1.7 assurance"
PHONE = {"width": 360, "height": 780}


@pytest.fixture(scope="module")
async def call(town: PlatformUnderTest) -> SealedCall:
    return await a_sealed_call(town)


SCRIPTS = pytest.mark.parametrize("page", [True, False], ids=["with-scripts", "without-scripts"], indirect=True)


@pytest.fixture
async def page(request: pytest.FixtureRequest, browser: Browser, town: PlatformUnderTest) -> AsyncIterator[Page]:
    """A page of a supplier who has entered."""
    context = await browser.new_context(java_script_enabled=getattr(request, "param", True), viewport=PHONE)  # type: ignore[arg-type]
    entered = await context.new_page()
    await entered.goto(f"{town.url}/fr/login")
    await entered.fill("#key", town.key("supplier"))
    await entered.press("#key", "Enter")
    yield entered
    await context.close()


def pdf(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


async def fill_in(page: Page) -> None:
    await page.fill("#name", "Kerbrat Espaces verts")
    await page.check("#lot-2")
    await page.fill("#price-2", "58 000,50")
    await page.set_input_files("#file-technical-note-2", pdf("mémoire.pdf", NOTE))
    await page.set_input_files("#file-insurance-all", pdf("assurance.pdf", INSURANCE))
    await page.fill("#until-insurance", "2049-06-30")


async def the_bid(town: PlatformUnderTest, page: Page) -> dict[str, Any]:
    """The bid whose receipt is shown."""
    await page.wait_for_url("**/fr/bids/*")
    async with town.client("supplier") as http:
        bid: dict[str, Any] = (await http.get(page.url.partition("/fr")[2].partition("?")[0])).json()
    return bid


@SCRIPTS
async def test_what_the_browser_sends_the_committee_reads(
    town: PlatformUnderTest, page: Page, call: SealedCall
) -> None:
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url.rpartition("/")[2]) if one.method == "POST" else None)
    await page.goto(f"{town.url}/fr{call.path}/bid")
    seals = await page.locator("[data-when=here]").is_visible()
    await fill_in(page)
    await page.click("#bid button.strong")
    bid = await the_bid(town, page)
    read = await call.opened(town, bid)
    assert (read["technical-note"], read["insurance"]) == (NOTE, INSURANCE)
    offer = OfferForm.model_validate(orjson.loads(read["offer"]))
    assert (offer.members[0].name, str(offer.price(2).amount)) == ("Kerbrat Espaces verts", "58000.50")  # type: ignore[union-attr]
    assert bid["lots"] == [2]
    assert sent == (["bid-check", *["sealed-pieces"] * 3, "bid"] if seals else ["bid"])


@SCRIPTS
async def test_a_bid_that_lacks_a_piece_is_not_handed_in_and_says_which(
    town: PlatformUnderTest, page: Page, call: SealedCall
) -> None:
    await page.goto(f"{town.url}/fr{call.path}/bid")
    await fill_in(page)
    await page.set_input_files("#file-technical-note-2", [])
    await page.click("#bid button.strong")
    said = page.locator(".wrong li")
    await said.first.wait_for()
    assert await said.all_inner_texts() == ["Mémoire technique, pour le lot 2"]
    assert "/bids/" not in page.url


async def test_the_form_and_the_receipt_are_open_to_everyone(
    town: PlatformUnderTest, page: Page, call: SealedCall
) -> None:
    await page.goto(f"{town.url}/fr{call.path}/bid")
    assert await barriers(page) == []
    await fill_in(page)
    await page.click("#bid button.strong")
    await the_bid(town, page)
    assert await barriers(page) == []
    async with page.expect_download() as receipt:
        await page.click("a[download]")
    assert orjson.loads((await (await receipt.value).path()).read_bytes())["format"] == "prenan-receipt/1"
    await page.click("text=Retirer cette offre")
    await page.wait_for_url("**back=1")
    assert "Vous l’avez retirée" in await page.inner_text("main")
