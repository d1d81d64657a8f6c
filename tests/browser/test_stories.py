"""What people do with the pages from beginning to end, each in their own role, on a platform in accelerated time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.browser.people import Person, entered, key_of
from tests.e2e.markets import Market
from tests.e2e.storytelling import PARIS, Actor, Tender

DAYS = 60
"""Of the platform's time between the publication and the deadline: half a minute."""


@dataclass(frozen=True)
class Stage:
    """The people of the stories, and browsers for them."""

    market: Market
    browser: Browser

    def enters(self, actor: Actor, **options: Any) -> Any:
        """Somebody's own browser, in which they have entered."""
        return entered(self.browser, self.market.platform.url, key_of(actor), **options)

    async def day(self, ahead: int = 0) -> str:
        """A day of the platform, as fields take it."""
        return ((await self.market.platform.now()).astimezone(PARIS) + timedelta(days=ahead)).date().isoformat()


@pytest.fixture(scope="module")
async def stage(market: Market, browser: Browser) -> Stage:
    return Stage(market, browser)


@pytest.fixture(scope="module")
async def call(stage: Stage) -> Tender:
    """A call that was drafted beside what the law says, approved by two others, and published."""
    market = stage.market
    async with stage.enters(market.referent) as referent:
        tender = await drafts(referent, stage)
        async with stage.enters(market.colleague) as colleague, stage.enters(market.lawyer) as lawyer:
            for approver in (colleague, lawyer):
                await approver.opens("/desk")
                await approver.follows("Un lycée à Liffré")
                await approver.fills(comment="Relu")
                await approver.presses("Valider")
        await referent.opens(f"/desk{tender.path}")
        await referent.fills(deadline=f"{await stage.day(DAYS)}T12:00")
        await referent.presses("Publier")
        assert "La consultation est publiée." in await referent.reads()
    return tender


async def drafts(referent: Person, stage: Stage) -> Tender:
    """Draft a call, and send it for approval; its path."""
    await referent.opens("/desk/draft")
    await referent.fills(estimated_value="1 200 000", cpv="45214220")
    await referent.chooses(nature="works")
    advice = referent.page.locator("#advice")
    await advice.locator("summary", has_text="Appel d'offres ouvert").first.wait_for()
    members = "\n".join(f"{one['name']}; {one['public_key']}" for one in stage.market.committee.terms()["members"])
    await referent.fills(
        title="Un lycée à Liffré", single_lot_reason="Un seul bâtiment", members=members, threshold="2"
    )
    await referent.fills(**{"lot-0": "Gros œuvre", "value-0": "1 200 000", "months-0": "12"})
    await referent.chooses(procedure="open", direction="buildings", area="construction")
    await referent.page.check("[name=environmental]")
    for turn, (name, kind, weight) in enumerate((("Prix", "price", "60"), ("Carbone", "environment", "40"))):
        await referent.fills(**{f"criterion-{turn}": name, f"weight-{turn}": weight})
        await referent.chooses(**{f"kind-{turn}": kind})
    await referent.presses("Enregistrer le brouillon")
    await referent.presses("Soumettre à validation")
    return Tender(referent.page.url.partition("/fr/desk")[2].partition("?")[0])


async def test_a_buyer_drafts_beside_what_the_law_says_and_two_others_approve(stage: Stage, call: Tender) -> None:
    async with entered(stage.browser, stage.market.platform.url) as citizen:
        await citizen.opens("/tenders")
        await citizen.follows("Un lycée à Liffré")
        assert "Gros œuvre" in await citizen.reads()
