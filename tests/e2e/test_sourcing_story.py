"""From a need to the supplier that won it: a shortlist, letters, answers, a tender, and a funnel that closes itself."""

import mailbox
from collections import Counter
from datetime import datetime

import pytest

from deploy.embedded.demo_keys import REGION
from services.suppliers.domain.requests.caps import MOST, WINDOW
from services.suppliers.domain.requests.quiet_hours import may_write
from tests.e2e.bidding import Supplier
from tests.e2e.buying import WORKS, a_lot
from tests.e2e.markets import Market
from tests.e2e.scenes import awarded_at_once, ranked
from tests.e2e.storytelling import Document, money, refused
from tests.waiting import until

TITLE = "A sports hall in Betton"
NEED = {
    "text": "Masons, plumbers, carpenters and builders for a sports hall",
    "place": {"department": "35"},
    "buyer": REGION,
    "room": {"of": 10, "new": 5, "first": 2, "proven": 3},
}
BATCH = 2
PATIENCE = 120
"""Seconds in which some two hundred days pass: a letter goes out where a worker looks by day."""


@pytest.fixture
async def companies(market: Market) -> list[Supplier]:
    """Four suppliers, each with a mailbox."""
    four = [market.masons, market.plumbers, market.carpenters, market.builders]
    for one in four:
        await one.call("PUT", f"/suppliers/{one.siret}/mailbox", {"email": _address(one)})
    return four


async def test_a_need_becomes_a_shortlist_letters_answers_a_tender_and_a_closed_funnel(
    market: Market, companies: list[Supplier]
) -> None:
    referent, (masons, plumbers, carpenters, builders) = market.referent, companies
    match = await _matched(market, companies)
    assert match["quota"] == NEED["room"]
    for position in match["positions"]:
        assert sum(part["points"] for part in position["parts"]) == position["points"]

    request = await _drafted(market, TITLE, questions=["How many weeks?"])
    await referent.post(f"{request}/proposals", {"match_id": match["id"]})
    await referent.post(f"{request}/opening")
    asked = await _asked(market, request, companies)
    assert max(Counter(one["batch"] for one in asked.values()).values()) <= BATCH
    assert all(may_write(datetime.fromisoformat(one["invited_at"])) for one in asked.values())
    await until(lambda: set(map(_address, companies)) <= set(_letters(market, TITLE)), PATIENCE)

    assert (await masons.read(f"{request}/invitation"))["title"] == TITLE
    await masons.post(f"{request}/answers", {"text": "Yes", "replies": [{"question": 1, "text": "Ten"}]})
    for price in (90_000, 80_000):
        await plumbers.post(f"{request}/answers", {"text": "Yes", "price": money(price)})
    await builders.post(f"{request}/declination", {"reason": "Too far"})
    shown = await _asked(market, request, companies)
    assert [len(shown[one.siret]["answers"]) for one in companies] == [1, 2, 0, 0]
    assert shown[builders.siret]["reason"] == "Too far"

    terms = {"procedure": "adapted", "committee": market.committee.terms(), **WORKS}
    terms |= {"estimated_value": money(85_000), "sourcing_request": request.rpartition("/")[2]}
    tender = await referent.drafts(TITLE, a_lot("The hall", 85_000), single_lot_reason="One hall", **terms)
    await referent.publishes(tender, days=26)

    async def closed() -> bool:
        return (await referent.read(request))["status"] == "closed"

    await until(closed, 30)
    assert (await referent.read(request))["tender_id"] == tender.id
    late = await refused(carpenters.post(f"{request}/answers", {"text": "Yes"}))
    assert late["code"] == "contact-refused"
    of_masons = await masons.bids(tender, {1: 84_000})
    of_carpenters = await carpenters.bids(tender, {1: 88_000})
    await market.citizen.sees(tender, "closed")
    await market.committee.opens(tender, 0, 1)
    await ranked(market, tender, 1, {of_masons: "9", of_carpenters: "5"})
    await awarded_at_once(market, tender, 1)

    async def won() -> Document | None:
        funnel: Document = (await referent.read(f"{request}/contacts"))["funnel"]
        return funnel if funnel["won"] else None

    funnel: Document = await until(won, 30)
    assert {name: funnel[name] for name in ("seen", "answered", "declined", "bid", "won")} == {
        "seen": 1, "answered": 2, "declined": 1, "bid": 2, "won": 1,
    }  # fmt: skip
    assert set(_letters(market, TITLE).values()) == {1}


async def test_nobody_is_asked_above_the_cap_however_many_requests_there_are(
    market: Market, companies: list[Supplier]
) -> None:
    paths = [await _drafted(market, f"A hall, number {number}", batch=10) for number in range(MOST + 1)]
    for path in paths:
        await market.referent.post(f"{path}/suppliers", {"identifiers": [{"id": one.siret} for one in companies]})
        await market.referent.post(f"{path}/opening")
    asked = [await _asked(market, path, companies) for path in paths]
    for one in companies:
        days = sorted(datetime.fromisoformat(each[one.siret]["invited_at"]) for each in asked)
        assert days[-1] - days[0] >= WINDOW


async def _matched(market: Market, companies: list[Supplier]) -> Document:
    """The shortlist, as soon as the index knows the four."""

    async def found() -> Document | None:
        match = await market.referent.post("/matches", NEED)
        names = {position["name"] for position in match["positions"]}
        return match if {one.name for one in companies} <= names else None

    match: Document = await until(found, 60)
    return match


async def _drafted(market: Market, title: str, **more: object) -> str:
    """The path of a request that nobody knows of yet."""
    terms = {"buyer": REGION, "title": title, "text": "A hall", "department": "buildings", "area": "construction"}
    terms |= {"cpv": "45212200", "deadline": await market.referent.moment(600), "batch": BATCH}
    return f"/sourcing-requests/{(await market.referent.post('/sourcing-requests', {**terms, **more}))['id']}"


async def _asked(market: Market, request: str, companies: list[Supplier]) -> dict[str, Document]:
    """What became of the four, by their SIRET, once all of them were asked."""

    async def invited() -> dict[str, Document] | None:
        items = (await market.referent.read(f"{request}/contacts"))["items"]
        asked = {one["identifier"]["id"]: one for one in items if one["invited_at"]}
        return asked if {one.siret for one in companies} <= asked.keys() else None

    asked: dict[str, Document] = await until(invited, PATIENCE)
    return asked


def _address(company: Supplier) -> str:
    return f"sourcing@{company.siret}.example"


def _letters(market: Market, title: str) -> Counter[str]:
    """How often each address was written to about a request."""
    folder = market.platform.home / "mail"
    letters = mailbox.Maildir(folder, create=False) if folder.exists() else ()
    return Counter(str(one["To"]) for one in letters if title in str(one["Subject"]))
