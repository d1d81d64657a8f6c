"""Abnormally low bids: flagged by rule, heard, and decided by a person."""

from datetime import timedelta

from tests.component.tenders.desk import Desk
from tests.component.tenders.opened import BIDDER, EVALUATOR, LOTS, OpenedTender, refused
from tests.unit.tenders.bidding import COMPANIES

PRICES = ("6000000.00", "6600000.00", "6300000.00")


async def low(desk: Desk) -> OpenedTender:
    """A tender whose third bid is under half of the estimate of 7 million."""
    lot = {**LOTS[0], "value": {"amount": "7000000.00"}}
    tender = await OpenedTender.of(desk, "6000000.00", "6600000.00", "3000000.00", lots=[lot])
    await tender.admit()
    await tender.appoint("anne")
    await tender.declare("anne")
    await tender.mark("anne", "5", "5", "5")
    return tender


async def ask(desk: Desk, tender: OpenedTender) -> None:
    body = {"due": (desk.now + timedelta(days=7)).isoformat()}
    asked = await desk.post(f"{tender.bid_path(2)}/justification-request", body, scopes=EVALUATOR)
    assert asked.status_code == 201, asked.text


async def decide(desk: Desk, tender: OpenedTender, *, accepted: bool) -> object:
    body = {"accepted": accepted, "reason": "Sous-détail examiné"}
    return await desk.post(f"{tender.bid_path(2)}/justification-decision", body, scopes=EVALUATOR)


async def test_an_abnormally_low_bid_is_flagged_and_blocks_the_conclusion_until_it_is_decided(desk: Desk) -> None:
    tender = await low(desk)
    assert (await tender.read()).json()["suspects"] == {str(tender.bids[2]): ["double-mean", "half-estimate"]}
    answer = await tender.conclude()
    assert answer.json()["missing"] == [{"what": "price-decision", "bid": str(tender.bids[2])}]
    assert refused(await decide(desk, tender, accepted=False)) == (404, "inquiry-not-found")
    await ask(desk, tender)
    assert (await tender.conclude()).status_code == 409


async def test_an_abnormally_low_bid_is_not_rejected_before_its_bidder_was_heard(desk: Desk) -> None:
    tender = await low(desk)
    assert (await tender.judge(2, "abnormally-low")).status_code == 422
    await ask(desk, tender)
    answer = await decide(desk, tender, accepted=False)
    assert refused(answer) == (409, "bidder-not-heard")
    assert answer.json()["article"] == "CCP L2152-6"  # type: ignore[attr-defined]
    desk.now += timedelta(days=7, seconds=1)
    assert (await decide(desk, tender, accepted=False)).json()["status"] == "rejected"  # type: ignore[attr-defined]
    assert (await desk.facts())[-1].data["ground"] == "abnormally-low"
    concluded = await tender.conclude()
    assert str(tender.bids[2]) not in {one["bid_id"] for one in concluded.json()["ranking"]}
    told = next(fact for fact in await desk.facts() if "LotEvaluated" in fact.type).data
    assert (told["abnormally_low"], told["abnormally_low_rejected"], told["admissible"]) == (1, 1, 2)


async def test_a_bidder_justifies_its_own_price_and_a_person_accepts_it(desk: Desk) -> None:
    tender = await low(desk)
    await ask(desk, tender)
    body = {"text": "Stock ancien", "documents": [{"title": "Factures", "sha256": "0" * 64}]}
    company = {"scopes": BIDDER, "organisation": COMPANIES[2][0]}
    [listed] = (await desk.get("/bids", **company)).json()["items"]
    assert listed["questioned"] == [1]
    path = f"{tender.bid_path(2)}/justification"
    foreign = await desk.post(path, body, scopes=BIDDER, organisation=COMPANIES[0][0])
    assert refused(foreign) == (404, "bid-not-found")
    own = await desk.post(path, body, scopes=BIDDER, organisation=COMPANIES[2][0])
    assert (own.status_code, own.json()["justification"]["text"]) == (201, "Stock ancien")
    reading = f"{tender.path}/bids/{tender.bids[2]}/justifications"
    [inquiry] = (await desk.get(reading, **company)).json()["items"]
    assert (inquiry["lot"], inquiry["status"], inquiry["version"]) == (1, "answered", 2)
    assert [one["bid_id"] for one in (await tender.read()).json()["inquiries"]] == [str(tender.bids[2])]
    assert refused(await desk.get(reading, scopes=BIDDER, organisation=COMPANIES[0][0])) == (404, "bid-not-found")
    again = await desk.post(path, body, scopes=BIDDER, organisation=COMPANIES[2][0])
    assert refused(again) == (409, "answer-too-late")
    assert (await decide(desk, tender, accepted=True)).json()["status"] == "accepted"  # type: ignore[attr-defined]
    ranking = (await tender.conclude()).json()["ranking"]
    assert ranking[0]["bid_id"] == str(tender.bids[2])
