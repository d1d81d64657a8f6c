"""A purchase from the draft to the last payment, as those who take part in it live it: in browsers alone."""

import orjson
import pytest

from contracts.sealing import ReceiptFile, verify
from tests.browser.people import PHONE, Stage, key_of
from tests.browser.purchase import (
    TITLE,
    answered_and_amended,
    approved,
    awarded,
    drafted,
    evaluated,
    opened,
    paid,
    published,
    signed,
)
from tests.e2e.storytelling import Tender

DAYS, TIMES = 40, 3
"""Days from the publication to the deadline, at least: twenty seconds; where it was slow, so often the drafting."""
PATIENCE = 600
QUESTION = "Le toit fait-il partie du marché ?"


@pytest.fixture(scope="module")
async def call(stage: Stage) -> Tender:
    """A call that was drafted, approved by two others, and published."""
    market, began = stage.market, await stage.market.platform.now()
    async with stage.enters(market.referent) as referent:
        tender = await drafted(referent, stage)
        for other in (market.colleague, market.lawyer):
            async with stage.enters(other) as approver:
                await approved(approver)
        took = await market.platform.now() - began
        await published(referent, tender, f"{await stage.day(max(DAYS, TIMES * took.days))}T12:00")
    return tender


@pytest.fixture(scope="module")
async def receipt(stage: Stage, call: Tender) -> ReceiptFile:
    """The receipt of a bid that was handed in by the keyboard alone, on a telephone's screen, after a question."""
    market = stage.market
    async with stage.anybody(viewport=PHONE) as masons, stage.enters(market.referent) as referent:
        await masons.opens("/login")
        await masons.types("#key", key_of(market.masons))
        await masons.enters_on("form button.strong")
        await masons.opens(call.path)
        await masons.types("textarea#text", QUESTION)
        await masons.enters_on("form[action*=questions] button")
        await answered_and_amended(referent, QUESTION)
        await masons.opens(call.path)
        assert "Oui, le plan le montre désormais." in await masons.reads()
        await market.carpenters.bids(call, {1: 1_000_000})
        await masons.enters_on("a[href$='/bid']")
        await masons.types("#name", market.masons.name)
        await masons.types("#price-1", "900 000,00")
        await masons.enters_on("#bid button.strong")
        await masons.page.wait_for_url("**/fr/bids/*")
        async with masons.page.expect_download() as download:
            await masons.tabs_to("a[download]")
            await masons.page.keyboard.press("Enter")
        return ReceiptFile.from_json(orjson.loads((await (await download.value).path()).read_bytes()))


async def test_a_buyer_drafts_beside_what_the_law_says_and_publishes_what_two_others_approved(
    stage: Stage, call: Tender
) -> None:
    async with stage.anybody() as citizen:
        await citizen.opens("/tenders?q=Liffré")
        said = await citizen.follows(TITLE)
    assert "CCTP.pdf" in said
    assert "Carbone" in said


async def test_a_supplier_asks_and_bids_by_the_keyboard_alone_and_keeps_a_receipt_that_proves_it(
    stage: Stage, call: Tender, receipt: ReceiptFile
) -> None:
    verdict = verify(receipt, [receipt.key], []).receipt
    assert (str(verdict.tender_id), verdict.late) == (call.id, False)
    async with stage.enters(stage.market.masons, viewport=PHONE) as masons:
        await masons.opens("/desk")
        await masons.follows(TITLE)
        assert "Elle est scellée jusqu’à l’ouverture" in await masons.reads()


async def test_the_bids_are_opened_marked_awarded_and_the_contract_is_paid(
    stage: Stage, call: Tender, receipt: ReceiptFile
) -> None:
    market = stage.market
    winner, loser = market.carpenters.name, market.masons.name
    await market.citizen.sees(call, "closed", PATIENCE)
    assert "Offres ouvertes le" in await opened(stage, 0, 2)
    ranking = await evaluated(stage, call, {loser: "2", winner: "10"})
    assert ranking.rindex(winner) < ranking.rindex(loser)
    assert "Le délai de suspension court" in await awarded(stage, call)
    await market.citizen.waits_for(call, "AwardConfirmed")
    said = await paid(stage, await signed(stage, call))
    assert "Le contrat est terminé." in said
    async with stage.enters(market.masons, viewport=PHONE) as masons:
        await masons.opens("/desk")
        result = await masons.follows(TITLE)
    assert f"Attributaire : {winner}." in result
    assert "Votre rang : 2" in result
