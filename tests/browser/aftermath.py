"""Pages that time brings about for a supplier: the receipt of a bid, its result, its price, an invitation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from tests.browser.places import REQUEST
from tests.component.tenders.files import PDF
from tests.e2e.buying import WORKS, a_lot
from tests.e2e.markets import SPEED, START, Market, a_market
from tests.e2e.platforms import a_platform
from tests.e2e.scenes import awarded_at_once, ranked
from tests.e2e.storytelling import Tender, money
from tests.waiting import until

_FAR = 300
"""Days of a call that takes bids until all pictures are taken."""
_NEAR, _PATIENCE = 30, 120


@asynccontextmanager
async def an_accelerated_market(home: Path) -> AsyncIterator[Market]:
    """A platform of its own, where days pass in half a second."""
    async with a_platform(home, sandbox=SPEED, start=START) as platform, a_market(platform) as market:
        yield market


async def aftermath(market: Market) -> dict[str, str]:
    """The addresses by the path templates of the pages."""
    receipt = await market.masons.bids(await _called(market, "Une médiathèque à Betton", _FAR), {1: 410_000})
    return {
        "/bids/{id}": f"/bids/{receipt.id}",
        "/bids/{id}/result": f"/bids/{await _lost(market)}/result",
        "/bids/{id}/justification": f"/bids/{await _questioned(market)}/justification",
        "/sourcing-requests/{id}/invitation": f"{await _asked(market)}/invitation",
    }


async def _called(market: Market, title: str, days: int) -> Tender:
    terms = {"procedure": "adapted", "committee": market.committee.terms(), **WORKS}
    terms |= {"single_lot_reason": "Un seul métier", "estimated_value": money(500_000)}
    tender = await market.referent.drafts(title, a_lot("Gros œuvre", 500_000), **terms)
    await market.referent.publishes(tender, days=days)
    return tender


async def _questioned(market: Market) -> str:
    """A bid whose price is far below the others, and its bidder is asked why."""
    tender = await _called(market, "Une salle de sport à Betton", _NEAR)
    cheap = await market.masons.bids(tender, {1: 150_000})
    others = [await one.bids(tender, {1: 490_000}) for one in (market.carpenters, market.builders)]
    await _opened(market, tender)
    await market.anne.admits(1, cheap, *others)
    await market.referent.appoints(tender, 1, market.anne)
    await market.anne.questions_price(cheap, 1)
    return cheap.id


async def _lost(market: Market) -> str:
    """A bid that another one wins over, and its bidder is told why."""
    tender = await _called(market, "Une école à Betton", _NEAR)
    dear, winner = [
        await one.bids(tender, {1: price}) for one, price in ((market.masons, 480_000), (market.carpenters, 450_000))
    ]
    await _opened(market, tender)
    await ranked(market, tender, 1, {dear: "6", winner: "9"})
    await awarded_at_once(market, tender, 1)
    return dear.id


async def _opened(market: Market, tender: Tender) -> None:
    await market.citizen.sees(tender, "closed", _PATIENCE)
    await market.committee.opens(tender, 0, 1)


async def _asked(market: Market) -> str:
    """A request that asks the masons, with a file, a question of theirs and its answer."""
    referent, masons = market.referent, market.masons
    deadline = (await market.platform.now() + timedelta(days=_FAR)).isoformat()
    path = f"/sourcing-requests/{(await referent.post('/sourcing-requests', {**REQUEST, 'deadline': deadline}))['id']}"
    kind = {"Content-Type": "application/pdf"}
    await referent.call("POST", f"{path}/attachments", params={"name": "talus.pdf"}, content=PDF, headers=kind)
    await referent.post(f"{path}/suppliers", {"identifiers": [{"id": masons.siret}]})
    await referent.post(f"{path}/opening")

    async def is_asked() -> bool:
        [one] = (await referent.read(f"{path}/contacts"))["items"]
        return one["invited_at"] is not None

    await until(is_asked, _PATIENCE)
    question = await masons.post(f"{path}/questions", {"text": "Faut-il évacuer l’herbe coupée ?"})
    await referent.post(f"{path}/questions/{question['id']}/answer", {"text": "Oui, vers la plateforme de Betton."})
    return path
