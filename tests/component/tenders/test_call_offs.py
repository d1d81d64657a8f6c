"""Frameworks and what is called under them."""

import asyncio
from datetime import timedelta
from typing import Any

from tests.component.tenders.bidders import SUPPLIERS, Committee, a_sealed_tender, hand_in
from tests.component.tenders.contracting import a_contract, money
from tests.component.tenders.desk import AWARD, OTHER_BUYER, REGION, TERMS, Desk

BOUNDS = {"framework": {"maximum": money(100_000), "months": 12, "holders": 2}, "technique": "framework"}


async def a_framework(desk: Desk, lots: int = 1, holders: list[dict[str, Any]] | None = None) -> list[str]:
    numbered = [{"number": number, "title": f"Lot {number}"} for number in range(1, lots + 1)]
    tender = await desk.close(procedure="adapted", lots=numbered, **BOUNDS)
    paths = []
    for lot in numbered:
        award = {**AWARD, "holders": holders or AWARD["holders"]}
        await desk.post(f"{tender}/lots/{lot['number']}/award", award)
        signed = await desk.sign(tender, f"2026-AC-{lot['number']}", lot=lot["number"])
        assert signed.status_code == 201, signed.text
        paths.append(signed.headers["Location"])
        await desk.post(f"{paths[-1]}/notification", {"notified_on": desk.now.date().isoformat()})
    return paths


async def call(desk: Desk, path: str, amount: int, reference: str = "2026-MS-1", **fields: Any) -> Any:
    body = {"reference": reference, "title": "Livres", "value": money(amount), **fields}
    return await desk.post(f"{path}/call-offs", {"signed_on": desk.now.date().isoformat(), **body})


async def test_two_calls_consume_a_framework_up_to_its_maximum(desk: Desk) -> None:
    [path] = await a_framework(desk)
    first, second = await call(desk, path, 60_000), await call(desk, path, 40_000, "2026-MS-2")
    assert [first.status_code, second.status_code] == [201, 201]
    refused = await call(desk, path, 1, "2026-MS-3")
    problem = refused.json()
    assert (refused.status_code, problem["code"], problem["left"]) == (409, "framework-exhausted", "0.00")
    assert "C-23/20" in problem["article"]
    consumption = (await desk.get(f"{path}/consumption", scopes=None)).json()
    assert (consumption["calls"], consumption["consumed"]["amount"]) == (2, "100000.00")
    assert (consumption["maximum"]["amount"], consumption["left"]["amount"]) == ("100000.00", "0.00")
    listed = (await desk.get(f"/contracts?framework={path.rsplit('/', 1)[1]}")).json()["items"]
    assert sorted(one["contract"]["reference"] for one in listed) == ["2026-MS-1", "2026-MS-2"]
    assert (await desk.get(first.headers["Location"])).json() == first.json()


async def test_the_lots_of_a_framework_share_its_maximum(desk: Desk) -> None:
    one, other = await a_framework(desk, lots=2)
    assert (await call(desk, one, 60_000)).status_code == 201
    assert (await call(desk, other, 40_001, "2026-MS-2")).json()["code"] == "framework-exhausted"
    assert (await desk.get(f"{other}/consumption")).json()["left"]["amount"] == "40000.00"


async def test_calls_at_the_same_instant_do_not_exceed_the_maximum(desk: Desk) -> None:
    [path] = await a_framework(desk)
    answers = await asyncio.gather(*(call(desk, path, 30_000, f"2026-MS-{number}") for number in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 3


async def test_a_call_that_grows_does_not_exceed_the_maximum(desk: Desk) -> None:
    [path] = await a_framework(desk)
    called = (await call(desk, path, 95_000)).headers["Location"]
    today = desk.now.date().isoformat()
    await desk.post(f"{called}/notification", {"notified_on": today})
    change = {"ground": "minor", "reason": "Plus de livres", "decided_on": today}
    grown = await desk.post(f"{called}/modifications", {**change, "value": money(100_001)})
    assert grown.json()["code"] == "framework-exhausted"
    assert (await desk.post(f"{called}/modifications", {**change, "value": money(100_000)})).status_code == 201


async def test_nothing_is_called_after_the_end(desk: Desk) -> None:
    [path] = await a_framework(desk)
    desk.now += timedelta(days=366)
    assert (await call(desk, path, 1)).json()["code"] == "framework-over"


async def test_of_several_holders_one_is_called(desk: Desk) -> None:
    second = {"identifier": {"id": "21350238800019"}, "name": "Librairie B"}
    [path] = await a_framework(desk, holders=[*AWARD["holders"], second])
    assert (await call(desk, path, 1)).json()["code"] == "holder-unclear"
    called = await call(desk, path, 1, holder=second["identifier"])
    assert [holder["name"] for holder in called.json()["contract"]["holders"]] == ["Librairie B"]


async def test_a_tender_within_a_framework_is_a_call_under_it(desk: Desk) -> None:
    [path] = await a_framework(desk)
    framework = path.rsplit("/", 1)[1]
    tender = await desk.award(procedure="adapted", within=framework)
    refused = await desk.sign(tender, "2026-MS-1")
    assert refused.json()["code"] == "framework-exhausted"
    small = await desk.close(procedure="adapted", within=framework)
    await desk.post(f"{small}/lots/1/award", {**AWARD, "value": money(70_000)})
    signed = (await desk.sign(small, "2026-MS-2")).json()["contract"]
    assert (signed["technique"], signed["framework"]) == ("subsequent", framework)
    assert (await desk.get(f"{path}/consumption")).json()["left"]["amount"] == "30000.00"


async def test_the_holders_of_a_framework_alone_bid_for_a_call_under_it(desk: Desk) -> None:
    [path] = await a_framework(desk)
    within = path.rsplit("/", 1)[1]
    tender = await a_sealed_tender(desk, Committee(), procedure="adapted", within=within)
    holder, stranger, *_ = SUPPLIERS
    assert (await hand_in(desk, tender, holder)).status_code == 201
    refused = await hand_in(desk, tender, stranger)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-invited")


async def test_a_call_has_no_legal_time_but_a_sufficient_one_r2162_10(desk: Desk) -> None:
    [path] = await a_framework(desk)
    tender = await desk.publish(days=3, procedure="open", within=path.rsplit("/", 1)[1])
    [warning] = [one for one in (await desk.get(tender)).json()["warnings"] if "R2162-10" in one]
    assert "deadline" in warning
    refused = await desk.draft(procedure="open")
    answer = await desk.post(f"{refused}/publication", {"deadline": (desk.now + timedelta(days=3)).isoformat()})
    assert answer.json()["code"] == "notice-too-short"


async def test_nothing_is_drafted_under_the_framework_of_another_or_a_contract_that_is_none(desk: Desk) -> None:
    [path] = await a_framework(desk)
    simple = await a_contract(desk)
    for buyer, agreement in ((OTHER_BUYER, path), (REGION, simple)):
        terms = {**TERMS, "procedure": "adapted", "buyer": buyer, "within": agreement.rsplit("/", 1)[1]}
        answer = await desk.post("/tenders", terms, organisation=buyer)
        assert (answer.status_code, answer.json()["code"]) == (422, "not-callable")


async def test_nothing_is_published_under_a_framework_that_is_over(desk: Desk) -> None:
    [path] = await a_framework(desk)
    late = await desk.draft(procedure="adapted", within=path.rsplit("/", 1)[1])
    desk.now += timedelta(days=366)
    assert await published(desk, late, REGION) == (409, "framework-over")


async def published(desk: Desk, path: str, by: str) -> tuple[int, str]:
    body = {"deadline": (desk.now + timedelta(days=40)).isoformat()}
    answer = await desk.post(f"{path}/publication", body, organisation=by)
    return answer.status_code, answer.json()["code"]


async def test_a_reference_is_called_once(desk: Desk) -> None:
    [path] = await a_framework(desk)
    assert (await call(desk, path, 1)).status_code == 201
    assert (await call(desk, path, 1)).json()["code"] == "reference-taken"


async def test_nothing_is_called_under_a_contract_that_is_no_framework(desk: Desk) -> None:
    tender = await desk.award(procedure="adapted", lots=TERMS["lots"])
    path = (await desk.sign(tender)).headers["Location"]
    assert (await call(desk, path, 1)).json()["code"] == "not-framework-agreement"


async def test_a_long_concession_is_signed_with_its_reason(desk: Desk) -> None:
    tender = await desk.award(procedure="concession")
    refused = await desk.sign(tender, months=120)
    assert (refused.status_code, refused.json()["code"]) == (422, "concession-too-long")
    reasoned = await desk.sign(tender, months=120, duration_reason="Amortissement de la chaufferie")
    assert reasoned.json()["contract"]["duration_reason"] == "Amortissement de la chaufferie"
