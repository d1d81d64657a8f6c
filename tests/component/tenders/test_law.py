"""Publication is refused where a rule forbids, with its article, and keeps on the record what a rule warns of."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts.calendar import PARIS
from tests.component.tenders.desk import Desk

LARGE: dict[str, Any] = {"estimated_value": {"amount": "7000000.00"}}
GREEN_FROM = datetime(2026, 8, 21, 0, 5, tzinfo=PARIS)


def a_lot(*kinds: str, environmental: bool = True) -> dict[str, Any]:
    criteria = [{"name": kind, "kind": kind, "weight": 100 // len(kinds)} for kind in kinds]
    return {"number": 1, "title": "Gros œuvre", "criteria": criteria, "clauses": {"environmental": environmental}}


async def published(desk: Desk, days: int = 40, reason: str | None = None, **terms: Any) -> Any:
    path = await desk.draft(**terms)
    body = {"deadline": (desk.now + timedelta(days=days)).isoformat(), "reason": reason}
    return (await desk.post(f"{path}/publication", body)).json()


async def test_an_adapted_procedure_above_the_threshold_is_refused_l2124_1(desk: Desk) -> None:
    problem = await published(desk, procedure="adapted", **LARGE)
    assert (problem["status"], problem["code"]) == (422, "formalised-procedure-required")
    assert problem["article"].startswith("CCP L2124-1")
    assert problem["threshold"] == "5404000"
    assert await desk.facts() == []


async def test_what_was_lawful_in_december_2025_is_judged_by_the_figures_of_then_l2124_1(desk: Desk) -> None:
    terms = {"procedure": "adapted", "estimated_value": {"amount": "5450000.00"}}
    desk.now = datetime(2025, 12, 31, 23, 59, tzinfo=PARIS)
    assert (await published(desk, **terms))["status"] == "published"
    desk.now = datetime(2026, 1, 1, 0, 0, tzinfo=PARIS)
    assert (await published(desk, **terms))["code"] == "formalised-procedure-required"


async def test_a_purchase_without_publicity_needs_a_reason_or_a_small_value_r2122_8(desk: Desk) -> None:
    terms = {"procedure": "without-publicity", "nature": "goods", "estimated_value": {"amount": "50000.00"}}
    desk.now = datetime(2026, 3, 31, 12, tzinfo=PARIS)
    assert (await published(desk, **terms))["code"] == "publicity-required"
    assert (await published(desk, **terms, exemption="exclusivity"))["status"] == "published"
    assert (await published(desk, **terms, exemption="habit"))["code"] == "exemption-unknown"
    desk.now = datetime(2026, 4, 1, 12, tzinfo=PARIS)
    assert (await published(desk, **terms))["status"] == "published"


@pytest.mark.parametrize(
    ("lot", "code"),
    [
        (a_lot("price"), "price-alone"),
        (a_lot("price", "quality"), "environmental-criterion-missing"),
        (a_lot("price", "environment", environmental=False), "environmental-condition-missing"),
    ],
)
async def test_a_consultation_from_21_august_2026_asks_for_the_environment_law_2021_1104(
    desk: Desk, lot: dict[str, Any], code: str
) -> None:
    assert (await published(desk, lots=[lot]))["status"] == "published"
    desk.now = GREEN_FROM
    problem = await published(desk, lots=[lot])
    assert (problem["code"], problem["article"]) == (code, "law 2021-1104 art. 35, decree 2022-767")
    assert (await published(desk, lots=[a_lot("price", "environment")]))["status"] == "published"


async def test_criteria_that_the_notice_does_not_give_are_warned_of(desk: Desk) -> None:
    desk.now = GREEN_FROM
    [warning] = (await published(desk))["warnings"]
    assert "law 2021-1104" in warning


async def test_a_single_lot_without_a_reason_is_warned_of_and_the_reason_for_it_kept_l2113_11(desk: Desk) -> None:
    tender = await published(desk, reason="Coordination impossible", single_lot_reason=None)
    assert tender["justification"] == "Coordination impossible"
    assert ["L2113-11" in warning for warning in tender["warnings"]] == [True]
    [told] = await desk.facts()
    assert told.data["warnings"] == tender["warnings"]


async def test_urgency_shortens_an_open_procedure_to_15_days_and_is_to_be_justified_r2161_3(desk: Desk) -> None:
    assert (await published(desk, days=16))["code"] == "notice-too-short"
    tender = await published(desk, days=16, urgent=True, reason="Toiture arrachée")
    assert (tender["status"], tender["justification"]) == ("published", "Toiture arrachée")


async def test_bids_on_paper_have_35_days_r2161_2(desk: Desk) -> None:
    problem = await published(desk, days=32, electronic=False)
    assert (problem["minimum_days"], problem["article"]) == (35, "CCP R2161-2")


async def test_a_standstill_after_letters_on_paper_lasts_16_days_r2182_1(desk: Desk) -> None:
    path = await desk.award(electronic=False)
    desk.now += timedelta(days=15)
    problem = (await desk.sign(path)).json()
    assert (problem["code"], problem["days"]) == ("standstill-running", 16)
    desk.now += timedelta(days=1)
    assert (await desk.sign(path)).status_code == 201
