"""A dynamic purchasing system: open to new candidates as long as it lasts, and bought within by those admitted."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.component.tenders.bidders import SUPPLIERS, Committee
from tests.component.tenders.desk import OTHER_BUYER, TERMS, Desk
from tests.component.tenders.opened import LOTS
from tests.component.tenders.phases import Procedure

ONE, TWO, THREE, _ = SUPPLIERS


async def a_system(desk: Desk, *admitted: str) -> Procedure:
    """A system that has admitted these, and is open to others."""
    system = await Procedure.launched(desk, "restricted", technique="dynamic-system")
    requests = await system.bid(*admitted)
    await system.open()
    assert await system.go_on(requests.values()) == "requests"
    return system


async def a_purchase(desk: Desk, system: Procedure, days: int = 12, **terms: Any) -> tuple[Procedure, httpx.Response]:
    """A specific purchase within a system, and what became of its publication."""
    committee = Committee()
    own: dict[str, Any] = {
        "technique": "dynamic-system",
        "procedure": "restricted",
        "committee": committee.terms(),
        "lots": LOTS,
    }
    path = await desk.draft(within=system.id, **own, **terms)
    deadline = (desk.now + timedelta(days=days)).isoformat()
    return Procedure(desk, committee, path), await desk.post(f"{path}/publication", {"deadline": deadline})


async def test_candidates_are_admitted_round_after_round_r2162_37(desk: Desk) -> None:
    system = await a_system(desk, ONE)
    later = await system.bid(TWO, THREE)
    await system.open()
    assert await system.go_on([later[TWO]]) == "requests"
    opened = [fact.data for fact in await desk.facts() if "PhaseOpened" in fact.type]
    assert [(fact["phase"], fact["invited"], fact["admitted"]) for fact in opened] == [
        ("requests", 0, 1),
        ("requests", 0, 2),
    ]


async def test_a_round_in_which_nobody_is_admitted_leaves_the_system_open(desk: Desk) -> None:
    system = await a_system(desk, ONE)
    await system.open()
    assert await system.go_on([]) == "requests"
    assert list(await system.bid(THREE)) == [THREE]


async def test_who_was_not_admitted_at_first_may_be_later(desk: Desk) -> None:
    system = await Procedure.launched(desk, "restricted", technique="dynamic-system")
    requests = await system.bid(ONE, TWO)
    await system.open()
    await system.go_on([requests[ONE]])
    again = await system.bid(TWO)
    await system.open()
    await system.go_on(again.values())
    _, published = await a_purchase(desk, system)
    assert published.status_code == 201
    assert (await desk.facts())[-1].data["invited"] == 2


async def test_a_specific_purchase_is_for_all_admitted_so_far_and_for_nobody_else(desk: Desk) -> None:
    system = await a_system(desk, ONE, TWO)
    purchase, published = await a_purchase(desk, system)
    assert (published.status_code, published.json()["phase"]) == (201, "tenders")
    told = (await desk.facts())[-1].data
    assert (told["within"], told["invited"], told["phase"]) == (system.id, 2, "tenders")
    assert await purchase.refused(THREE) == "not-invited"
    bids = await purchase.bid(ONE, TWO, price=1_900_000)
    await purchase.open(days=12)
    opened = await purchase.under_evaluation(bids.values())
    assert len((await opened.evaluate("8", "6")).json()["ranking"]) == 2


async def test_who_is_admitted_after_a_purchase_began_is_invited_to_the_next(desk: Desk) -> None:
    system = await a_system(desk, ONE)
    first, _ = await a_purchase(desk, system, days=60)
    requests = await system.bid(TWO)
    await system.open()
    await system.go_on(requests.values())
    assert await first.refused(TWO) == "not-invited"
    second, _ = await a_purchase(desk, system)
    assert list(await second.bid(TWO, price=10)) == [TWO]


async def test_a_specific_purchase_leaves_ten_days_for_offers_r2162_37_to_51(desk: Desk) -> None:
    system = await a_system(desk, ONE)
    _, short = await a_purchase(desk, system, days=9)
    assert (short.status_code, short.json()["code"], short.json()["minimum_days"]) == (422, "notice-too-short", 10)
    assert "R2162" in short.json()["article"]


async def test_the_first_requests_have_thirty_days_and_later_ones_as_many_as_the_buyer_likes(desk: Desk) -> None:
    draft = await desk.draft(technique="dynamic-system", procedure="restricted", committee=Committee().terms())
    deadline = (desk.now + timedelta(days=29)).isoformat()
    short = await desk.post(f"{draft}/publication", {"deadline": deadline})
    assert (short.json()["code"], short.json()["minimum_days"]) == ("notice-too-short", 30)
    system = await a_system(desk, ONE)
    requests = await system.bid(TWO)
    await system.open()
    assert await system.go_on(requests.values(), days=5) == "requests"


async def test_nothing_is_bought_within_a_system_before_anybody_is_admitted(desk: Desk) -> None:
    system = await Procedure.launched(desk, "restricted", technique="dynamic-system")
    _, published = await a_purchase(desk, system)
    assert (published.status_code, published.json()["code"]) == (409, "nobody-admitted")


async def test_nothing_is_bought_within_a_system_that_is_over(desk: Desk) -> None:
    system = await a_system(desk, ONE)
    await desk.post(f"{system.path}/cancellation", {"reason": "Fin du système"})
    _, published = await a_purchase(desk, system)
    assert published.json()["code"] == "nobody-admitted"


async def refused_within(desk: Desk, within: str, **terms: Any) -> tuple[int, str]:
    body = {**TERMS, "technique": "dynamic-system", "procedure": "restricted", "within": within, **terms}
    answer = await desk.post("/tenders", body, organisation=terms.get("buyer", TERMS["buyer"]))
    return answer.status_code, answer.json().get("code", "")


async def test_a_tender_is_within_a_framework_or_a_system_or_it_is_refused(desk: Desk) -> None:
    system = await a_system(desk, ONE)
    purchase, _ = await a_purchase(desk, system)
    plain = (await desk.publish()).rsplit("/", 1)[1]
    draft = (await desk.draft(technique="dynamic-system", procedure="restricted")).rsplit("/", 1)[1]
    nothing = "0198b0a0-0000-7000-8000-000000000000"
    for within in (plain, purchase.id, draft, nothing):
        assert await refused_within(desk, within) == (422, "not-callable"), within


@pytest.mark.parametrize("terms", [{"buyer": OTHER_BUYER}, {"technique": "simple"}])
async def test_a_system_serves_its_own_buyer_and_purchases_that_say_so(desk: Desk, terms: dict[str, str]) -> None:
    system = await a_system(desk, ONE)
    assert await refused_within(desk, system.id, **terms) == (422, "not-callable")
