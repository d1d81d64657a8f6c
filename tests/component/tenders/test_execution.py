"""A contract from its notification to its end, as its buyer, its holder and its readers see it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts.calendar import PARIS
from contracts.catalogue import fact_in
from contracts.procedures import ContractModified
from tests.component.tenders.contracting import MONEY, a_contract, day, money
from tests.component.tenders.desk import HOLDER, OTHER_BUYER, Desk

SUBCONTRACT: dict[str, Any] = {
    "subcontractor": {"name": "Étanchéité de l'Ouest", "identifier": {"id": HOLDER}, "size": "tpe"},
    "work": "Étanchéité",
    "value": money(150_000),
    "accepted_on": day(0),
    "direct_payment": True,
}
PERIOD = {"starts_on": day(0), "ends_on": day(30)}
FOOD = {"period": PERIOD, "total": money(1000), "sustainable": money(400), "organic": money(250)}
APPRAISAL = {"marks": [{"criterion": "Délais", "score": 8}], "comment": "Bien", "evaluated_on": day(50)}
MODIFICATION = {"ground": "minor", "reason": "Travaux en plus", "decided_on": day(20), "value": money(215_000)}
HOLDING: dict[str, Any] = {"organisation": HOLDER, "scopes": frozenset({"evaluations:reply"})}


async def done(desk: Desk, path: str, body: Any, **options: Any) -> dict[str, Any]:
    answer = await desk.post(path, body, **options)
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def test_a_contract_lives_from_notification_to_evaluation(desk: Desk) -> None:
    path = await a_contract(desk)
    invoice = {"external_id": "F1", "value": money(1000), "received_on": day(10)}
    payment = {"external_id": "P1", "invoice": "F1", "value": money(1000), "paid_on": day(40)}
    advance = {"external_id": "A1", "rate": "0.01", "value": money(2000), "paid_on": day(5)}
    penalty = {"reason": "Retard", "value": money(300), "applied_on": day(45), "days_late": 3}
    hours = {"period": PERIOD, "insertion_hours_contracted": 500, "insertion_hours_achieved": 520}
    await done(desk, f"{path}/subcontracts", SUBCONTRACT)
    warned = await done(desk, f"{path}/advances", advance, scopes=MONEY)
    await done(desk, f"{path}/invoices", invoice, scopes=MONEY)
    await done(desk, f"{path}/payments", payment, scopes=MONEY)
    await done(desk, f"{path}/penalties", penalty)
    await done(desk, f"{path}/clause-reports", hours)
    food = await done(desk, f"{path}/food-reports", FOOD)
    await done(desk, f"{path}/modifications", MODIFICATION)
    await done(desk, f"{path}/end", {"ended_on": day(50)})
    await done(desk, f"{path}/evaluation", APPRAISAL)
    replied = await done(desk, f"{path}/evaluation/reply", {"reply": "Merci"}, **HOLDING)
    assert await desk.told() == [
        "ContractNotified",
        "SubcontractDeclared",
        "AdvancePaid",
        "InvoiceReceived",
        "InvoicePaid",
        "PenaltyApplied",
        "ClauseReported",
        "FoodPurchaseReported",
        "ContractModified",
        "ContractEnded",
        "SupplierEvaluated",
        "SupplierEvaluated",
    ]
    assert all(fact_in(envelope) is not None for envelope in await desk.facts())
    assert ["R2191-7" in warning for warning in warned["record"]["warnings"]] == [True]
    assert ["L230-5-1" in warning for warning in food["record"]["warnings"]] == [True]
    assert (replied["record"]["reply"], replied["version"]) == ("Merci", 2)
    read = (await desk.get(path, scopes=None)).json()
    assert (read["status"], read["contract"]["ended_on"], read["contract"]["modifications"]) == ("ended", day(50), 1)
    assert read["execution"] == {
        "advances": 1,
        "advanced": {"amount": "2000.00", "currency": "EUR"},
        "invoices": 1,
        "invoiced": {"amount": "1000.00", "currency": "EUR"},
        "payments": 1,
        "paid": {"amount": "3000.00", "currency": "EUR"},
        "late_payments": 0,
        "penalties": 1,
        "withheld": {"amount": "300.00", "currency": "EUR"},
        "subcontracts": 1,
        "subcontracted": {"amount": "150000.00", "currency": "EUR"},
    }


async def test_what_was_done_is_listed_by_page_and_kind_as_it_was_answered(desk: Desk) -> None:
    path = await a_contract(desk)
    told = [
        await done(desk, f"{path}/penalties", {"reason": "Retard", "value": money(1), "applied_on": day(n)})
        for n in range(3)
    ]
    await done(desk, f"{path}/food-reports", FOOD)
    seen: list[dict[str, Any]] = []
    more: str | None = f"{path}/acts?kind=penalty&limit=2"
    while more:
        page = (await desk.get(more, scopes=None)).json()
        seen, more = seen + page["items"], page["next"]
    assert seen == sorted(told, key=lambda act: act["id"])
    assert len((await desk.get(f"{path}/acts")).json()["items"]) == 4


async def test_modifications_are_told_whole_and_listed_by_number(desk: Desk) -> None:
    path = await a_contract(desk)
    for number in range(1, 12):
        await done(desk, f"{path}/modifications", {**MODIFICATION, "value": money(200_000 + number * 1000)})
    fact = fact_in((await desk.facts())[-1])
    assert isinstance(fact, ContractModified)
    assert str(fact.contract.current.amount if fact.contract.current else None) == "211000.00"
    seen: list[int] = []
    more: str | None = f"{path}/modifications?limit=4"
    while more:
        page = (await desk.get(more, scopes=None)).json()
        seen, more = seen + [one["number"] for one in page["items"]], page["next"]
    assert seen == list(range(1, 12))


async def test_minor_modifications_are_refused_with_their_article_once_they_add_up(desk: Desk) -> None:
    path = await a_contract(desk)
    await done(desk, f"{path}/modifications", MODIFICATION)
    answer = await desk.post(f"{path}/modifications", {**MODIFICATION, "value": money(220_000)})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "modification-too-large")
    assert "R2194-8" in problem["article"]
    assert (problem["amount"], problem["limit"]) == ("20000.00", "20000.00")


async def test_a_contract_of_before_the_known_thresholds_is_modified_under_the_first_that_are(desk: Desk) -> None:
    path = await a_contract(desk, reference="2019-1", signed_on="2019-01-30")
    await done(desk, f"{path}/modifications", MODIFICATION)


async def test_a_successor_is_named_as_the_registry_knows_it(desk: Desk) -> None:
    path = await a_contract(desk)
    body = {"ground": "successor", "reason": "Fusion", "decided_on": day(3), "holders": [{"name": "Repreneur"}]}
    modified = await done(desk, f"{path}/modifications", body)
    assert [holder["name"] for holder in modified["contract"]["holders"]] == ["Repreneur"]
    unnamed = {**body, "holders": [{"identifier": {"id": OTHER_BUYER}}]}
    assert (await desk.post(f"{path}/modifications", unnamed)).json()["code"] == "holder-unnamed"


async def test_subcontracts_do_not_exceed_the_contract(desk: Desk) -> None:
    path = await a_contract(desk)
    await done(desk, f"{path}/subcontracts", SUBCONTRACT)
    answer = await desk.post(f"{path}/subcontracts", {**SUBCONTRACT, "value": money(50_001)})
    assert (answer.status_code, answer.json()["code"]) == (422, "subcontracts-exceed-contract")


async def test_what_is_done_changes_the_tag_of_the_contract_and_does_not_stop_who_changes_it(desk: Desk) -> None:
    path = await a_contract(desk)
    before = (await desk.get(path)).headers["ETag"]
    invoice = {"external_id": "F1", "value": money(1000), "received_on": day(10)}
    await done(desk, f"{path}/invoices", invoice, scopes=MONEY)
    read = await desk.get(path, if_none_match=before)
    assert (read.status_code, read.headers["ETag"] == before) == (200, False)
    assert (await desk.get(path, if_none_match=read.headers["ETag"])).status_code == 304
    await done(desk, f"{path}/modifications", MODIFICATION, if_match=read.headers["ETag"])
    stale = await desk.post(f"{path}/end", {"ended_on": day(50)}, if_match=read.headers["ETag"])
    assert stale.json()["code"] == "precondition-failed"


async def test_an_invoice_is_entered_once_by_hand(desk: Desk) -> None:
    path = await a_contract(desk)
    invoice = {"external_id": "F1", "value": money(1000), "received_on": day(10)}
    await done(desk, f"{path}/invoices", invoice, scopes=MONEY)
    again = await desk.post(f"{path}/invoices", invoice, scopes=MONEY)
    assert (again.status_code, again.json()["code"]) == (409, "external-id-taken")


async def test_a_terminated_contract_says_why(desk: Desk) -> None:
    path = await a_contract(desk)
    body = {"ground": "fault", "reason": "Abandon du chantier", "terminated_on": day(30)}
    terminated = await done(desk, f"{path}/termination", body)
    read = (await desk.get(path)).json()
    assert read == terminated
    assert (read["status"], read["termination"]) == ("terminated", body)
    again = await desk.post(f"{path}/end", {"ended_on": day(40)})
    assert (again.status_code, again.json()["code"]) == (409, "contract-not-in-force")


async def test_the_holder_alone_replies_and_only_to_an_evaluation(desk: Desk) -> None:
    path = await a_contract(desk)
    missing = await desk.post(f"{path}/evaluation/reply", {"reply": "Moi"}, **HOLDING)
    assert (missing.status_code, missing.json()["code"]) == (404, "execution-act-not-found")
    early = await desk.post(f"{path}/evaluation", APPRAISAL)
    assert (early.status_code, early.json()["code"]) == (409, "contract-not-in-force")
    await done(desk, f"{path}/end", {"ended_on": day(50)})
    await done(desk, f"{path}/evaluation", APPRAISAL)
    other = await desk.post(f"{path}/evaluation/reply", {"reply": "Moi"}, **{**HOLDING, "organisation": OTHER_BUYER})
    assert (other.status_code, other.json()["code"]) == (403, "not-the-holder")
    assert (await desk.post(f"{path}/evaluation", APPRAISAL)).json()["code"] == "already-evaluated"


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("subcontracts", SUBCONTRACT),
        ("modifications", MODIFICATION),
        ("food-reports", FOOD),
        ("end", {"ended_on": day(50)}),
        ("evaluation", APPRAISAL),
    ],
)
async def test_only_the_buyer_acts_with_the_right_scope_on_a_contract_that_is_there(
    desk: Desk, act: str, body: dict[str, Any]
) -> None:
    path = await a_contract(desk)
    other = await desk.post(f"{path}/{act}", body, organisation=OTHER_BUYER)
    assert (other.status_code, other.json()["code"]) == (403, "not-the-buyer")
    assert (await desk.post(f"{path}/{act}", body, scopes=MONEY)).json()["code"] == "scope-missing"
    missing = await desk.post(f"/contracts/{'0' * 8}-0000-4000-8000-{'0' * 12}/{act}", body)
    assert (missing.status_code, missing.json()["code"]) == (404, "contract-not-found")
    invented = await desk.post(f"{path}/{act}", {**body, "colour": "red"})
    assert (invented.status_code, invented.json()["errors"][0]["code"]) == (422, "extra-forbidden")


async def test_a_contract_signed_here_ends_after_its_months(desk: Desk) -> None:
    tender = await desk.award(procedure="adapted")
    signed = await desk.sign(tender, months=6, price_form="unit", ccag="works")
    path, today = signed.headers["Location"], desk.now.date().isoformat()
    notified = await done(desk, f"{path}/notification", {"notified_on": today})
    assert desk.now == datetime(2026, 4, 11, 10, tzinfo=PARIS)
    assert notified["contract"]["ends_on"] == "2026-10-11"
    desk.now = datetime(2026, 10, 11, 23, tzinfo=PARIS)
    assert await desk.time_passes() == 0
    desk.now += timedelta(hours=1)
    assert await desk.time_passes() == 1
    read = (await desk.get(path)).json()
    assert (read["status"], read["contract"]["ended_on"]) == ("ended", "2026-10-11")
    assert (await desk.told())[-1] == "ContractEnded"
    assert (notified["contract"]["price_form"], notified["contract"]["ccag"]) == ("unit", "works")


@pytest.mark.parametrize("collection", ["acts", "modifications", "consumption"])
async def test_nothing_is_read_of_a_contract_that_is_not_there(desk: Desk, collection: str) -> None:
    answer = await desk.get(f"/contracts/{'0' * 8}-0000-4000-8000-{'0' * 12}/{collection}")
    assert (answer.status_code, answer.json()["code"]) == (404, "contract-not-found")
