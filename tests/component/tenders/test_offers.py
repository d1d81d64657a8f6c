"""The prices of opened bids: told to those who may see them, and in nothing that is public."""

from datetime import timedelta

from tests.component.chassis.running import relaying
from tests.component.tenders.bidders import SUPPLIERS, Committee, a_sealed_tender, hand_in
from tests.component.tenders.desk import SCOPES, Desk
from tests.waiting import until

ONE, TWO, *_ = SUPPLIERS
PRICES = {ONE: 91_827, TWO: 73_645}
OPERATOR = frozenset({"offers:read"})


async def opened(desk: Desk) -> str:
    """A tender whose two bids were just opened."""
    committee = Committee()
    path = await a_sealed_tender(desk, committee)
    for bidder, price in PRICES.items():
        assert (await hand_in(desk, path, bidder, price=price)).status_code == 201
    desk.now += timedelta(days=40)
    await committee.open(desk, path)
    return path


async def test_who_may_see_prices_follows_them_and_nobody_else_does(desk: Desk) -> None:
    await opened(desk)
    async with relaying(desk.database):

        async def is_there() -> bool:
            return bool((await desk.get("/feed/offers", scopes=OPERATOR)).json()["head"])

        await until(is_there)
    answer = await desk.get("/feed/offers?include=body", scopes=OPERATOR)
    [offers] = [item["event"]["data"]["offers"] for item in answer.json()["events"]]
    assert {offer["price"]["amount"] for offer in offers} == {f"{price}.00" for price in PRICES.values()}
    assert answer.headers["cache-control"] == "private, no-store"
    assert (await desk.get("/feed/offers", scopes=None)).status_code == 401
    assert (await desk.get("/feed/offers", scopes=SCOPES)).status_code == 403


async def test_no_page_of_a_public_feed_holds_a_price_of_a_bid(desk: Desk) -> None:
    path = await opened(desk)
    async with relaying(desk.database):

        async def is_told() -> bool:
            return (await desk.get("/feed/procedures?limit=1", scopes=None)).json()["head"] == 3

        await until(is_told)
    told = (await desk.get("/feed/procedures?include=body", scopes=None)).text
    shown = (await desk.get(path, scopes=None)).text
    assert "BidsOpened" in told
    assert not any(str(price) in told + shown for price in PRICES.values())
    assert (await desk.get("/feed/procurement.offers.v1", scopes=None)).status_code == 404
