"""Advice over HTTP, and the earlier purchases that it adds up."""

from typing import Any

from services.tenders.persistence.need_queries import NeedQueries
from tests.component.tenders.desk import OTHER_BUYER, REGION, Desk, a_record

NEED: dict[str, Any] = {"estimated_value": {"amount": "50000.00"}, "nature": "works"}
CATEGORY: dict[str, Any] = {"buyer": REGION, "area": "construction"}


async def advised(desk: Desk, **known: Any) -> dict[str, Any]:
    answer = await desk.post("/procedure-advice", {**NEED, **known}, scopes=None)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def warned(desk: Desk, **known: Any) -> list[str]:
    return [each["code"] for each in (await advised(desk, **CATEGORY, **known))["needs"]]


async def record(desk: Desk, **fields: Any) -> None:
    bought = {"area": "construction", "initial": {"amount": "60000.00"}, "notified_on": "2024-01-30", **fields}
    answer = await desk.post("/contract-records", {"records": [a_record(**bought)]})
    assert answer.json()["results"][0]["status"] == "created", answer.text


async def test_anybody_may_ask_and_is_advised_for_today(desk: Desk) -> None:
    advice = await advised(desk)
    by_code = {each["procedure"]: each for each in advice["procedures"]}
    assert advice["launch"] == desk.now.date().isoformat()
    assert advice["formalised_from"] == {"value": "5404000.00", "article": "Reg. (EU) 2025/2152"}
    assert by_code["without-publicity"]["lawful"]
    assert by_code["open"]["phases"][0]["earliest"] == "2026-04-01"
    assert by_code["adapted"]["publicity"] == "free"


async def test_a_procedure_that_is_not_lawful_says_why(desk: Desk) -> None:
    advice = await advised(desk, estimated_value={"amount": "6000000.00"})
    adapted = next(each for each in advice["procedures"] if each["procedure"] == "adapted")
    assert (adapted["lawful"], adapted["refusal"]["code"]) == (False, "formalised-procedure-required")
    assert "L2124-1" in adapted["refusal"]["article"]


async def test_earlier_contracts_of_the_category_are_added_up(desk: Desk) -> None:
    assert await warned(desk) == []
    await record(desk)
    assert await warned(desk) == ["need-perhaps-split"]


async def test_what_others_bought_or_what_is_long_ago_or_of_another_area_is_not_added_up(desk: Desk) -> None:
    await record(desk, area="supplies")
    await record(desk, reference="2022-1", notified_on="2022-03-01")
    await desk.post(
        "/contract-records",
        {"records": [a_record(buyer=OTHER_BUYER, area="construction", initial={"amount": "60000.00"})]},
        organisation=OTHER_BUYER,
    )
    assert await warned(desk) == []


async def test_a_published_tender_of_the_category_is_added_up_and_a_draft_or_a_cancelled_one_is_not(desk: Desk) -> None:
    await desk.draft()
    cancelled = await desk.publish()
    await desk.post(f"{cancelled}/cancellation", {"reason": "Budget"})
    assert await warned(desk) == []
    await desk.publish()
    assert await warned(desk) == ["need-perhaps-split"]


async def test_a_tender_under_contract_counts_once(desk: Desk) -> None:
    needs, since = NeedQueries(desk.database.reads), desk.now.date()
    path = await desk.award(procedure="adapted")
    assert await needs.bought(REGION, "construction", since) == 700_000
    assert (await desk.sign(path)).status_code == 201
    assert await needs.bought(REGION, "construction", since) == 6_500_000


async def test_values_that_add_up_beyond_any_amount_are_advised_on(desk: Desk) -> None:
    most = {"amount": "9999999999999999.99"}
    advice = await advised(desk, lots=[{"number": 1, "value": most}, {"number": 2, "value": most}])
    assert advice["value"] == "19999999999999999.98"
