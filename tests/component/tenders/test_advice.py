"""Advice over HTTP, and the earlier purchases that it adds up."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.vocabulary import Nature
from services.tenders.domain.rules.needs import category_of
from services.tenders.persistence.unit_of_work import UnitOfWork
from tests.component.tenders.desk import OTHER_BUYER, REGION, Desk, a_record

NEED: dict[str, Any] = {"estimated_value": {"amount": "50000.00"}, "nature": "works"}
CATEGORY: dict[str, Any] = {"buyer": REGION, "area": "supplies"}
PAPER: dict[str, Any] = {
    "area": "supplies",
    "procedure": "adapted",
    "nature": "goods",
    "cpv": "30197630",
    "estimated_value": {"amount": "30000.00"},
}


async def advised(desk: Desk, **known: Any) -> dict[str, Any]:
    answer = await desk.post("/procedure-advice", {**NEED, **known}, scopes=None)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def warned(desk: Desk, **known: Any) -> list[str]:
    small = {"estimated_value": {"amount": "30000.00"}, "nature": "goods", "cpv": "30197630"}
    asked = {**small, **CATEGORY, **known}
    return [each["code"] for each in (await advised(desk, **asked))["needs"]]


async def record(desk: Desk, buyer: str = REGION, **fields: Any) -> None:
    known = {"notified_on": "2024-01-30", "initial": {"amount": "60000.00"}, "cpv": "30192000", "nature": "goods"}
    records = [a_record(**{"buyer": buyer, "area": "supplies", **known, **fields})]
    answer = await desk.post("/contract-records", {"records": records}, organisation=buyer)
    assert answer.json()["results"][0]["status"] == "created", answer.text


async def met(desk: Desk) -> Decimal:
    async with UnitOfWork(desk.database) as uow:
        return await uow.needs.met(category_of(REGION, "supplies", Nature.GOODS, "30197630", on=desk.now.date()))


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
    assert await warned(desk, cpv=None) == ["need-perhaps-split"]


@pytest.mark.parametrize(
    "fields",
    [{"area": "food"}, {"buyer": OTHER_BUYER}, {"notified_on": "2022-03-01"}, {"cpv": "39160000"}, {"nature": "works"}],
)
async def test_what_is_of_another_category_or_long_ago_is_not_added_up(desk: Desk, fields: dict[str, str]) -> None:
    await record(desk, **fields)
    assert await warned(desk) == []


async def test_a_published_tender_counts_and_a_draft_or_a_cancelled_one_does_not(desk: Desk) -> None:
    await desk.draft(**PAPER)
    cancelled = await desk.publish(**PAPER)
    await desk.post(f"{cancelled}/cancellation", {"reason": "Budget"})
    assert await warned(desk) == []
    await desk.publish(**PAPER)
    assert await warned(desk) == ["need-perhaps-split"]


async def test_a_tender_that_looks_split_is_published_with_a_warning_dir_2014_24_art_5(desk: Desk) -> None:
    first = (await desk.get(await desk.publish(**PAPER))).json()
    second = (await desk.get(await desk.publish(**PAPER))).json()
    assert first["warnings"] == []
    assert ["dir. 2014/24 art. 5" in each for each in second["warnings"]] == [True]


async def test_a_tender_under_contract_counts_once(desk: Desk) -> None:
    path = await desk.award(**PAPER)
    assert await met(desk) == 30_000
    assert (await desk.sign(path)).status_code == 201
    assert await met(desk) == 6_500_000


async def test_values_that_add_up_beyond_any_amount_are_advised_on(desk: Desk) -> None:
    most = {"amount": "9999999999999999.99"}
    advice = await advised(desk, lots=[{"number": 1, "value": most}, {"number": 2, "value": most}])
    assert advice["value"] == "19999999999999999.98"
