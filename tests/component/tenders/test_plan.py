"""The purchase plan: announced, changed, withdrawn, recorded in bulk, and the tenders that come of it."""

from typing import Any

import pytest

from contracts.catalogue import fact_in
from contracts.procedures import PlanEntryPublished, PlanEntryTendered
from services.tenders.domain.plan_entry import plan_entry_id
from tests.component.tenders.desk import OTHER_BUYER, REGION, TERMS, Desk
from tests.component.tenders.planning import NOWHERE, PURCHASE, announced, identity, recorded


async def listed(desk: Desk, query: str) -> list[str]:
    answer = await desk.get(f"/plan-entries?{query}", scopes=None)
    assert answer.status_code == 200, answer.text
    return [one["title"] for one in answer.json()["items"]]


async def test_an_announced_purchase_is_public_and_told_as_a_whole(desk: Desk) -> None:
    written = await desk.post("/plan-entries", PURCHASE)
    read = await desk.get(written.headers["Location"], scopes=None)
    [envelope] = await desk.facts()
    fact = fact_in(envelope)
    assert (read.json(), read.headers["ETag"]) == (written.json(), written.headers["ETag"])
    assert (read.json()["status"], read.json()["quarter"]) == ("announced", "2027-Q1")
    assert isinstance(fact, PlanEntryPublished)
    assert fact.entry.model_dump(mode="json").items() <= {**read.json(), "places": ["FRH0"]}.items()
    assert envelope.partitionkey == envelope.subject == read.json()["id"]


async def test_a_changed_entry_is_told_again_and_the_same_again_is_not(desk: Desk) -> None:
    path = await announced(desk)
    missing = await desk.call("PUT", path, PURCHASE)
    assert missing.json()["code"] == "precondition-required"
    changed = await desk.call("PUT", path, {**PURCHASE, "quarter": "2027-Q3"}, if_match='"1"')
    same = await desk.call("PUT", path, {**PURCHASE, "quarter": "2027-Q3"}, if_match='"2"')
    stale = await desk.call("PUT", path, PURCHASE, if_match='"1"')
    assert [answer.status_code for answer in (changed, same, stale)] == [200, 200, 412]
    assert (await desk.get(path)).json() == changed.json() == same.json()
    assert [fact.data["changed"] for fact in await desk.facts()] == [False, True]


async def test_a_withdrawn_entry_says_why_and_is_changed_no_more(desk: Desk) -> None:
    path = await announced(desk)
    withdrawn = await desk.post(f"{path}/withdrawal", {"reason": "Budget"})
    assert (withdrawn.json()["status"], withdrawn.json()["reason"]) == ("withdrawn", "Budget")
    assert (await desk.get(path)).json() == withdrawn.json()
    again = await desk.post(f"{path}/withdrawal", {"reason": "Budget"})
    changed = await desk.call("PUT", path, {**PURCHASE, "title": "Tables"}, if_match="*")
    assert {again.json()["code"], changed.json()["code"]} == {"illegal-plan-move"}
    assert await desk.told() == ["PlanEntryPublished", "PlanEntryWithdrawn"]


async def test_the_plan_is_searched_by_what_a_supplier_looks_for(desk: Desk) -> None:
    await announced(desk)
    await announced(desk, title="Serveurs", department="digital", area="it", cpv="48820000", quarter="2027-Q2")
    gone = await announced(desk, title="Fauteuils", cpv="39112000")
    await desk.post(f"{gone}/withdrawal", {"reason": "Budget"})
    assert await listed(desk, "cpv=39") == ["Fauteuils", "Mobilier des lycées"]
    assert (await desk.get("/plan-entries?cpv=39&limit=1&total=true")).json()["total"] == 2
    assert await listed(desk, "cpv=391600&status=announced") == ["Mobilier des lycées"]
    assert await listed(desk, "quarter=2027-Q2") == await listed(desk, "area=it&department=digital") == ["Serveurs"]
    assert await listed(desk, "q=lycée") == ["Mobilier des lycées"]
    assert await listed(desk, f"buyer={OTHER_BUYER}") == []
    first = (await desk.get("/plan-entries?limit=2")).json()
    following = (await desk.get(first["next"])).json()
    assert [one["title"] for one in first["items"] + following["items"]] == [
        "Fauteuils",
        "Serveurs",
        "Mobilier des lycées",
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"quarter": "2027-Q5"}, "invalid-request"),
        ({"colour": "red"}, "invalid-request"),
        ({"value": {"minimum": {"amount": "2"}, "maximum": {"amount": "1"}}}, "value-band-inverted"),
        ({"department": "no-such-code"}, "department-unknown"),
        ({"area": "no-such-code"}, "area-unknown"),
    ],
)
async def test_a_purchase_out_of_form_is_refused(desk: Desk, wrong: dict[str, Any], code: str) -> None:
    answer = await desk.post("/plan-entries", {**PURCHASE, **wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_reference_is_used_once(desk: Desk) -> None:
    path = await announced(desk, reference="P-1")
    assert identity(path) == str(plan_entry_id(REGION, "P-1"))
    assert (await desk.post("/plan-entries", {**PURCHASE, "reference": "P-1"})).json()["code"] == "plan-reference-taken"
    moved = await desk.call("PUT", path, {**PURCHASE, "reference": "P-2"}, if_match="*")
    assert moved.json()["code"] == "plan-identity-fixed"


async def test_a_published_tender_is_linked_to_its_entry_in_one_transaction(desk: Desk) -> None:
    path = await announced(desk)
    tender = await desk.draft(plan_entry=identity(path))
    assert (await desk.get(path)).json()["status"] == "announced"
    refused = await desk.post(f"{tender}/publication", {"deadline": desk.now.isoformat()})
    assert refused.status_code == 422
    assert (await desk.get(path)).json()["tenders"] == []
    await desk.post(f"{tender}/publication", {"deadline": "2026-07-01T10:00:00Z"})
    entry = (await desk.get(path)).json()
    assert (entry["status"], entry["tenders"]) == ("tendering", [identity(tender)])
    fact = fact_in((await desk.facts())[-1])
    assert isinstance(fact, PlanEntryTendered)
    assert (str(fact.entry_id), str(fact.tender_id)) == (identity(path), identity(tender))
    assert await desk.told() == ["PlanEntryPublished", "TenderPublished", "PlanEntryTendered"]


async def test_a_tender_comes_of_an_entry_that_stands_and_is_its_buyers(desk: Desk) -> None:
    other = {**PURCHASE, "buyer": OTHER_BUYER}
    foreign = (await desk.post("/plan-entries", other, organisation=OTHER_BUYER)).json()["id"]
    path = await announced(desk)
    tender = await desk.draft(plan_entry=identity(path))
    await desk.post(f"{path}/withdrawal", {"reason": "Budget"})
    for entry, code in (
        (identity(NOWHERE), "plan-entry-unknown"),
        (foreign, "plan-entry-of-another"),
        (identity(path), "plan-entry-gone"),
    ):
        drafted = await desk.post("/tenders", {**TERMS, "plan_entry": entry})
        redrafted = await desk.call("PUT", tender, {**TERMS, "plan_entry": entry}, if_match="*")
        assert drafted.json()["code"] == redrafted.json()["code"] == code
    published = await desk.post(f"{tender}/publication", {"deadline": "2026-07-01T10:00:00Z"})
    assert (published.status_code, published.json()["code"]) == (409, "plan-entry-gone")
    assert (await desk.get(tender)).json()["status"] == "draft"


async def test_a_register_is_taken_over_and_taking_it_over_again_changes_nothing(desk: Desk) -> None:
    rows = [{**PURCHASE, "reference": f"P-{number}"} for number in range(3)]
    first = await recorded(desk, *rows)
    assert [(one["status"], one["version"]) for one in first] == [("created", 1)] * 3
    again = await recorded(desk, *rows, {**rows[0], "title": "Tables"})
    assert [one["status"] for one in again] == ["unchanged"] * 3 + ["corrected"]
    assert again[0]["id"] == first[0]["id"] == str(plan_entry_id(REGION, "P-0"))
    assert len(await desk.facts()) == 4


async def test_a_bad_row_of_a_register_does_not_stop_the_others(desk: Desk) -> None:
    gone = await announced(desk, reference="P-0")
    await desk.post(f"{gone}/withdrawal", {"reason": "Budget"})
    row = {**PURCHASE, "reference": "P-1"}
    results = await recorded(
        desk,
        PURCHASE,
        {**row, "colour": "red"},
        {**row, "buyer": OTHER_BUYER},
        {**row, "area": "no-such-code"},
        {**row, "reference": "P-0", "title": "Tables"},
        row,
    )
    assert [one["status"] for one in results] == ["refused"] * 5 + ["created"]
    assert [[(error["pointer"], error["code"]) for error in one["errors"]] for one in results[:5]] == [
        [("/reference", "missing")],
        [("/colour", "extra-forbidden")],
        [("", "not-the-buyer")],
        [("/area", "area-unknown")],
        [("", "illegal-plan-move")],
    ]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/plan-entries", PURCHASE),
        ("PUT", NOWHERE, PURCHASE),
        ("POST", f"{NOWHERE}/withdrawal", {"reason": "Budget"}),
        ("POST", "/plan-entry-records", {"records": [{}]}),
    ],
)
async def test_every_change_of_the_plan_asks_for_its_scope(desk: Desk, method: str, path: str, body: Any) -> None:
    anonymous = await desk.call(method, path, body, scopes=None, if_match="*")
    refused = await desk.call(method, path, body, scopes=frozenset({"tenders:write"}), if_match="*")
    passed = await desk.call(method, path, body, scopes=frozenset({"plan-entries:write"}), if_match="*")
    assert (anonymous.status_code, refused.json()["scope"]) == (401, "plan-entries:write")
    assert passed.status_code not in (401, 403)


async def test_another_buyer_does_not_change_the_plan(desk: Desk) -> None:
    path = await announced(desk)
    for method, place, body in (
        ("POST", "/plan-entries", PURCHASE),
        ("PUT", path, PURCHASE),
        ("POST", f"{path}/withdrawal", {"reason": "Budget"}),
    ):
        answer = await desk.call(method, place, body, organisation=OTHER_BUYER, if_match="*")
        assert (answer.status_code, answer.json()["code"]) == (403, "not-the-buyer")
