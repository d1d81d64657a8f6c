"""Frameworks that go to several bidders together."""

from datetime import timedelta
from typing import Any

from tests.component.tenders.desk import Desk
from tests.component.tenders.opened import PRICES, ranked, refused
from tests.unit.tenders.bidding import COMPANIES


def of_two(**fields: Any) -> dict[str, Any]:
    bounds = {"maximum": {"amount": "9000000.00"}, "months": 48, "holders": 2, **fields}
    return {"technique": "framework", "framework": bounds}


async def test_a_framework_goes_to_its_first_ranked_bids_together_and_is_called_with_one_of_them(desk: Desk) -> None:
    tender = await ranked(desk, **of_two())
    await tender.award(holders=2)
    first, second, loser = tender.bids[1], tender.bids[2], tender.bids[0]
    [told] = [fact.data for fact in await desk.facts() if "ContractAwarded" in fact.type]
    assert (told["bid_id"], told["further_bids"], told["value"]["amount"]) == (str(first), [str(second)], "6600000.00")
    assert [(one["identifier"]["id"], one["role"]) for one in told["holders"]] == [
        (COMPANIES[1][0], "sole"),
        (COMPANIES[2][0], "sole"),
    ]
    losers = [fact.data["bid_id"] for fact in await desk.facts() if "LoserNotified" in fact.type]
    assert losers == [str(loser)]
    [letter] = (await tender.rejection(0)).json()["items"]
    assert (letter["winner"], letter["further_winners"]) == (COMPANIES[1][1], [COMPANIES[2][1]])
    assert [(await tender.rejection(number)).json()["items"] for number in (1, 2)] == [[], []]
    desk.now += timedelta(days=11)
    assert await desk.time_passes() == 1
    signed = await tender.sign()
    assert signed.status_code == 201, signed.text
    framework = signed.headers["Location"]
    today = desk.now.date().isoformat()
    assert (await desk.post(f"{framework}/notification", {"notified_on": today})).status_code == 201
    call = {"reference": "2026-MS-1", "title": "Lycée", "value": {"amount": "1000.00"}, "signed_on": today}
    assert refused(await desk.post(f"{framework}/call-offs", call)) == (422, "holder-unclear")
    named = await desk.post(f"{framework}/call-offs", {**call, "holder": {"id": COMPANIES[2][0]}})
    assert [one["name"] for one in named.json()["contract"]["holders"]] == [COMPANIES[2][1]]


async def test_a_framework_has_no_more_holders_than_its_notice_says(desk: Desk) -> None:
    tender = await ranked(desk, **of_two())
    answer = await tender.propose(holders=3)
    assert refused(answer) == (422, "too-many-holders")
    assert (answer.json()["most"], answer.json()["article"]) == (2, "CCP R2162-9")


async def test_a_lot_of_no_framework_has_one_winner(desk: Desk) -> None:
    tender = await ranked(desk)
    assert refused(await tender.propose(holders=2)) == (422, "too-many-holders")


async def test_no_standstill_is_owed_where_all_bidders_share_a_framework(desk: Desk) -> None:
    tender = await ranked(desk, *PRICES, **of_two(holders=3))
    await tender.award(holders=3)
    assert (await tender.act("confirmation")).status_code == 201
