"""Procedures of several phases, each sealed under a key of its own, from requests to final tenders."""

from datetime import timedelta

import pytest

from tests.component.tenders.bidders import SUPPLIERS
from tests.component.tenders.desk import Desk
from tests.component.tenders.opened import LOTS
from tests.component.tenders.phases import ROUND_DAYS, Procedure

ONE, TWO, THREE, FOUR = SUPPLIERS
ROUND = timedelta(days=ROUND_DAYS)


async def test_a_negotiation_is_held_in_rounds_and_ends_with_final_tenders_r2161_12(desk: Desk) -> None:
    tender = await Procedure.launched(desk, "negotiated", lots=LOTS)
    requests = await tender.bid(*SUPPLIERS)
    opened = await tender.open()
    assert opened.data["phase"] == "requests"
    assert await tender.go_on([requests[ONE], requests[TWO], requests[THREE]]) == "tenders"
    assert await tender.refused(FOUR) == "not-invited"
    first = await tender.bid(ONE, TWO, THREE, price=1_000_000)
    await tender.open()
    assert await tender.go_on(first.values(), "negotiation") == "negotiation"
    second = await tender.bid(ONE, TWO, THREE, price=950_000)
    await tender.open()
    assert await tender.go_on([second[ONE], second[TWO]], "negotiation") == "negotiation"
    assert await tender.refused(THREE) == "not-invited"
    third = await tender.bid(ONE, TWO, price=920_000)
    await tender.open()
    assert await tender.go_on(third.values(), "final-tenders") == "final-tenders"
    final = await tender.bid(ONE, TWO, price=900_000)
    assert [bid["members"][0]["identifier"]["id"] for bid in (await tender.open()).data["bids"]] == [ONE, TWO]
    evaluated = await (await tender.under_evaluation(final.values())).evaluate("8", "6")
    assert {one["bid_id"] for one in evaluated.json()["ranking"]} == {str(bid) for bid in final.values()}
    told = await desk.told()
    assert told.count("BidsOpened") == 5
    assert told.count("PhaseOpened") == 4


async def test_without_final_tenders_the_last_offer_of_each_who_is_left_is_evaluated_r2161_17(desk: Desk) -> None:
    tender = await Procedure.launched(desk, "negotiated", lots=LOTS)
    requests = await tender.bid(ONE, TWO, THREE)
    await tender.open()
    await tender.go_on(requests.values())
    first = await tender.bid(ONE, TWO, THREE, price=1_000_000)
    await tender.open()
    await tender.go_on(first.values(), "negotiation")
    second = await tender.bid(ONE, TWO, THREE, price=950_000)
    await tender.open()
    await tender.go_on([second[ONE], second[TWO]], "negotiation")
    third = await tender.bid(ONE, price=900_000)
    await tender.open()
    left = [second[TWO], third[ONE]]
    evaluated = await (await tender.under_evaluation(left)).evaluate("6", "8")
    assert {one["bid_id"] for one in evaluated.json()["ranking"]} == {str(bid) for bid in left}


async def test_who_was_left_out_of_a_round_is_not_chosen_for_the_next(desk: Desk) -> None:
    tender = await Procedure.launched(desk, "negotiated")
    requests = await tender.bid(ONE, TWO, THREE)
    await tender.open()
    await tender.go_on(requests.values())
    first = await tender.bid(ONE, TWO, THREE, price=1_000_000)
    await tender.open()
    await tender.go_on(first.values(), "negotiation")
    second = await tender.bid(ONE, TWO, THREE, price=950_000)
    await tender.open()
    await tender.go_on([second[ONE]], "negotiation")
    await tender.bid(ONE, price=900_000)
    await tender.open()
    answer = await tender.choose([second[TWO]], "final-tenders")
    assert (answer.status_code, answer.json()["code"]) == (404, "bid-not-found")


async def test_a_phase_that_may_be_left_out_is_left_out(desk: Desk) -> None:
    tender = await Procedure.launched(desk, "negotiated")
    requests = await tender.bid(ONE, TWO, THREE)
    await tender.open()
    await tender.go_on(requests.values())
    first = await tender.bid(ONE, TWO, THREE, price=1_000_000)
    await tender.open()
    assert await tender.go_on(first.values(), "final-tenders") == "final-tenders"


async def test_a_dialogue_is_held_until_final_tenders_are_asked_for_r2161_24(desk: Desk) -> None:
    tender = await Procedure.launched(desk, "dialogue", lots=LOTS)
    requests = await tender.bid(*SUPPLIERS)
    await tender.open()
    few = await tender.choose([requests[ONE], requests[TWO]])
    assert (few.status_code, few.json()["code"], few.json()["minimum"]) == (422, "too-few-candidates", 3)
    assert await tender.go_on([requests[one] for one in (ONE, TWO, THREE)]) == "dialogue"
    first = await tender.bid(ONE, TWO, THREE)
    await tender.open()
    reason = "Une solution ne répond plus au besoin"
    assert await tender.go_on([first[ONE], first[TWO]], "dialogue", reason=reason) == "dialogue"
    second = await tender.bid(ONE, TWO)
    await tender.open()
    assert await tender.go_on(second.values(), "final-tenders") == "final-tenders"
    final = await tender.bid(ONE, TWO, price=900_000)
    await tender.open()
    evaluated = await (await tender.under_evaluation(final.values())).evaluate("9", "7")
    assert len(evaluated.json()["ranking"]) == 2
    assert reason in " ".join((await desk.get(tender.path)).json()["warnings"])


async def test_final_tenders_are_not_asked_for_without_a_dialogue(desk: Desk) -> None:
    tender = await Procedure.launched(desk, "dialogue")
    requests = await tender.bid(ONE, TWO, THREE)
    await tender.open()
    answer = await tender.choose(requests.values(), "final-tenders")
    assert (answer.status_code, answer.json()["code"]) == (409, "no-further-phase")
    assert answer.json()["possible"] == ["dialogue"]


async def test_an_innovation_partnership_is_negotiated_from_initial_to_final_tenders_r2172_20(desk: Desk) -> None:
    tender = await Procedure.launched(desk, "innovation-partnership", lots=LOTS)
    requests = await tender.bid(ONE, TWO, THREE)
    await tender.open()
    assert await tender.go_on(requests.values()) == "tenders"
    first = await tender.bid(ONE, TWO, THREE, price=1_000_000)
    await tender.open()
    assert await tender.go_on(first.values(), "negotiation") == "negotiation"
    second = await tender.bid(ONE, TWO, THREE, price=980_000)
    await tender.open()
    assert await tender.go_on([second[ONE], second[TWO]], "final-tenders") == "final-tenders"
    final = await tender.bid(ONE, TWO, price=950_000)
    await tender.open()
    bids = list(final.values())
    opened = await tender.under_evaluation(bids)
    await opened.evaluate("9", "7")
    assert await opened.status() == "evaluated"
    await opened.award()
    [awarded] = [fact for fact in await desk.facts() if "ContractAwarded" in fact.type]
    assert awarded.data["bid_id"] == str(final[ONE])


@pytest.mark.parametrize("procedure", ["negotiated", "dialogue", "innovation-partnership"])
async def test_each_phase_is_sealed_and_nothing_of_it_is_seen_before_its_opening(desk: Desk, procedure: str) -> None:
    tender = await Procedure.launched(desk, procedure)
    requests = await tender.bid(ONE, TWO, THREE)
    keys = [(await desk.get(f"{tender.path}/seal-key")).json()["key_id"]]
    await tender.open()
    await tender.go_on(requests.values())
    keys.append((await desk.get(f"{tender.path}/seal-key")).json()["key_id"])
    assert len(set(keys)) == 2
    await tender.bid(ONE, TWO, THREE, price=654_321)
    shown = (await desk.get(f"{tender.path}/bids")).json()["items"]
    assert {bid["phase"] for bid in shown} == {"requests"}
    assert "654321" not in str([fact.data for fact in await desk.facts()])


async def test_who_comes_late_to_a_round_is_not_seen_before_it_is_opened(desk: Desk) -> None:
    tender = await Procedure.launched(desk, "dialogue")
    requests = await tender.bid(ONE, TWO, THREE)
    await tender.open()
    await tender.go_on(requests.values())
    first = await tender.bid(ONE, TWO, THREE)
    assert (await tender.open()).data["late"] == 0
    await tender.go_on(first.values(), "dialogue")
    second = await tender.bid(ONE, TWO)
    desk.now += ROUND
    await desk.time_passes()
    assert await tender.refused(THREE) == "bid-too-late"
    seen = (await desk.get(f"{tender.path}/bids")).json()["items"]
    assert "late" not in {bid["status"] for bid in seen}
    assert (await tender.open(days=0)).data["late"] == 1
    await tender.go_on(second.values(), "dialogue", reason="La troisième est arrivée trop tard")
    await tender.bid(ONE)
    assert (await tender.open()).data["late"] == 0
