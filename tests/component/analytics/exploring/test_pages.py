"""What people open: a contract, a company, a buyer."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import orjson
import pytest

from services.analytics.persistence.exploring.buyer import BuyerUnknown, buyer_page
from services.analytics.persistence.exploring.company import CompanyUnknown, company_page
from services.analytics.persistence.exploring.contract_page import ContractNotObserved, contract_page
from services.analytics.persistence.exploring.documents import Members, joined
from tests.component.analytics.exploring.columns import BUYER, Columns

ANNA = {"natural_person": True, "holder": "Anna Le Goff", "company": "800000001"}
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def columns() -> Columns:
    return Columns()


def read(members: Members) -> dict[str, Any]:
    page: dict[str, Any] = orjson.loads(joined(members))
    return page


async def test_a_contract_is_shown_with_its_holders_acts_and_quality(columns: Columns) -> None:
    told = columns.add("1", initial=100, lacking=["cpv"], grade="B", aside_current="at-most-1-eur", holder="Kerhuel")
    member = {"ordinal": 1, "role": "member", "is_lead": False, "portion": Decimal("0.25"), "natural_person": True}
    columns.hold(told, **member, name="Anna", payment_days=Decimal("19.5"))
    act = {"act_id": uuid4(), "key": told, "contract_id": told, "buyer": BUYER, "kind": "payment", "recorded_at": NOON}
    columns.insert("told.act_version", {**act, "version": 1, "value": 10, "on": date(2024, 1, 1)})
    columns.insert("told.act_version", {**act, "version": 2, "value": 12, "on": date(2024, 1, 1)})
    page = read(await contract_page(columns, told))
    assert (page["contract"]["reference"], page["contract"]["initial"]) == ("1", "100.00")
    assert [(one["name"], one["payment_days"]) for one in page["holders"]] == [("Kerhuel", None), (None, "19.50000")]
    assert [(one["kind"], one["value"]) for one in page["acts"]] == [("payment", "12.00")]
    assert page["quality"]["lacking"] == ["cpv"]
    assert page["quality"]["anomalies"] == [{"value": "current", "rule": "at-most-1-eur"}]


async def test_a_contract_that_does_not_count_is_not_found(columns: Columns) -> None:
    with pytest.raises(ContractNotObserved):
        await contract_page(columns, uuid4())


async def test_a_company_is_shown_with_its_years_buyers_and_bids(columns: Columns) -> None:
    columns.add("1", company="443061841", day=date(2023, 5, 1), initial=30, holder="Kerhuel")
    columns.add("2", company="443061841", day=date(2024, 5, 1), initial=30, holder="Kerhuel SAS")
    columns.add("3", company="552081317", day=date(2024, 5, 1), initial=20)
    columns.add("4", company="443061841", day=date(2024, 6, 1), initial=99, subsequent=True)
    for number, won in enumerate((True, False, False)):
        bid = {"company": "443061841", "tender_id": uuid4(), "day": date(2024, 1, number + 1), "buyer": BUYER}
        columns.insert("bidder", {**bid, "won": won})
    page = read(await company_page(columns, "443061841"))
    held = page["held"]
    assert (held["name"], held["contracts"], held["value"], held["first_on"]) == (
        "Kerhuel SAS",
        2,
        "60.00",
        "2023-05-01",
    )
    assert [(one["year"], one["contracts"], one["value"]) for one in page["years"]] == [
        (2023, 1, "30.00"),
        (2024, 1, "30.00"),
    ]
    assert page["buyers"][0]["share_of_value"] == "75.00"
    assert (page["bids"]["tenders"], page["bids"]["won"], page["bids"]["rate"]) == (3, 1, "33.33")
    assert page["bids_by_buyer"] == [{"buyer": BUYER, "tenders": 3, "won": 1, "rate": "33.33"}]


async def test_a_person_as_a_company_has_no_name_on_its_page(columns: Columns) -> None:
    columns.add("1", **ANNA, initial=10)
    page = await company_page(columns, "800000001")
    assert read(page)["held"]["contracts"] == 1
    assert b"Anna" not in joined(page)


async def test_a_company_that_nothing_is_told_of_is_not_found(columns: Columns) -> None:
    with pytest.raises(CompanyUnknown):
        await company_page(columns, "443061841")


async def test_a_buyer_is_shown_with_its_volumes_holders_and_concentration(columns: Columns) -> None:
    columns.add("1", company="443061841", day=date(2024, 5, 1), initial=60, procedure="open")
    columns.add("2", company="552081317", day=date(2024, 5, 1), initial=40, procedure="adapted")
    columns.add("3", company="552081317", day=date(2023, 5, 1), initial=900, procedure="adapted")
    columns.add("4", company="552081317", day=date(2024, 5, 1), initial=10, buyer="21350238800019")
    page = read(await buyer_page(columns, BUYER, "buyer", date(2024, 1, 1), date(2024, 12, 31)))
    assert (page["volume"]["contracts"], page["volume"]["value"]) == (2, "100.00")
    assert [(one["year"], one["value"]) for one in page["years"]] == [(2023, "900.00"), (2024, "100.00")]
    assert [(one["company"], one["share"]) for one in page["holders"]] == [
        ("443061841", "60.00"),
        ("552081317", "40.00"),
    ]
    assert page["concentration"] == {"companies": 2, "herfindahl": 5200, "top_ten": "100.00"}
    assert {one["of"] for one in page["procedures"]} == {"open", "adapted"}


async def test_the_contracts_of_a_mandatary_are_those_of_whom_it_buys_for(columns: Columns) -> None:
    columns.add("1", buyer="21350238800019", principal=BUYER)
    assert read(await buyer_page(columns, BUYER, "principal", None, None))["volume"]["contracts"] == 1
    with pytest.raises(BuyerUnknown):
        await buyer_page(columns, BUYER, "buyer", None, None)
