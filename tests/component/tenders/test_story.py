"""One tender from draft to notified contract, as its buyer and its readers see it."""

import asyncio
from datetime import timedelta

import pytest

from chassis.bus import FeedSink
from chassis.relay import Relay
from contracts.catalogue import fact_in
from tests.component.tenders.desk import AWARD, REGION, TERMS, Desk


async def test_a_tender_becomes_a_notified_contract(desk: Desk) -> None:
    path = await desk.award()
    early = await desk.sign(path)
    assert (early.status_code, early.json()["code"]) == (409, "standstill-running")
    assert early.json()["article"] == "CCP R2182-1"
    desk.now += timedelta(days=11)
    signed = await desk.sign(path)
    assert signed.status_code == 201
    notified = await desk.post(
        signed.headers["Location"] + "/notification", {"notified_on": desk.now.date().isoformat()}
    )
    contract = notified.json()["contract"]
    assert (contract["buyer"], contract["area"], contract["procedure"]) == (REGION, "construction", "open")
    assert (contract["planned"]["amount"], contract["initial"]["amount"]) == ("2000000.00", "6500000.00")
    assert contract["holders"][0]["name"] == "Le Forum du livre"
    assert await desk.told() == [
        "TenderPublished",
        "TenderClosed",
        "LotClosed",
        "ContractAwarded",
        "ContractSigned",
        "ContractNotified",
    ]


async def test_every_fact_of_a_procedure_has_its_key_and_the_next_version_of_its_entity(desk: Desk) -> None:
    path = await desk.award()
    desk.now += timedelta(days=11)
    signed = await desk.sign(path)
    facts = await desk.facts()
    assert {fact.partitionkey for fact in facts} == {path.rsplit("/", 1)[1]}
    assert [fact.version for fact in facts] == [1, 2, 3, 4, 1]
    assert facts[-1].subject == signed.json()["id"]
    assert all(fact_in(fact) is not None for fact in facts)


async def test_what_happened_reaches_the_feed(desk: Desk) -> None:
    relay = asyncio.create_task(Relay(desk.database, FeedSink()).run())
    try:
        path = await desk.publish()
        answer = await desk.get("/feed/procedures?wait=20&include=body")
    finally:
        relay.cancel()
    [event] = answer.json()["events"]
    assert (event["position"], event["event"]["subject"]) == (1, path.rsplit("/", 1)[1])
    assert event["event"]["data"]["title"] == TERMS["title"]


async def test_a_read_shows_what_the_write_answered(desk: Desk) -> None:
    path = await desk.close(lots=[*TERMS["lots"], {"number": 2, "title": "Peinture", "value": {"amount": "1.50"}}])
    written = await desk.post(f"{path}/lots/2/award", AWARD)
    read = await desk.get(path)
    assert read.json() == written.json()
    assert read.headers["ETag"] == written.headers["ETag"]
    listed = await desk.get("/tenders")
    assert listed.json()["items"] == [written.json()]


async def test_a_contract_reads_as_it_was_written(desk: Desk) -> None:
    path = await desk.award(procedure="adapted")
    written = await desk.sign(path)
    read = await desk.get(written.headers["Location"])
    assert read.json() == written.json()
    again = await desk.get(written.headers["Location"], if_none_match=read.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")


async def test_instants_are_shown_in_the_time_of_paris(desk: Desk) -> None:
    path = await desk.draft()
    answer = await desk.post(f"{path}/publication", {"deadline": "2026-07-01T10:00:00Z"})
    assert answer.json()["deadline"] == "2026-07-01T12:00:00+02:00"
    assert (await desk.get(path)).json()["deadline"] == "2026-07-01T12:00:00+02:00"


async def test_a_lot_without_a_winner_leaves_its_reason(desk: Desk) -> None:
    path = await desk.close()
    body = {"outcome": "unsuccessful", "bids": 0, "reason": "Aucune offre"}
    answer = await desk.post(f"{path}/lots/1/closure", body)
    assert answer.json()["status"] == "unsuccessful"
    assert answer.json()["lots"][0]["reason"] == "Aucune offre"
    assert (await desk.told())[-1] == "LotClosed"


async def test_a_cancelled_tender_tells_why(desk: Desk) -> None:
    path = await desk.publish()
    answer = await desk.post(f"{path}/cancellation", {"reason": "Budget"})
    assert (answer.json()["status"], answer.json()["reason"]) == ("cancelled", "Budget")
    assert (await desk.told())[-1] == "TenderCancelled"


async def test_a_tender_with_a_signed_lot_is_not_cancelled(desk: Desk) -> None:
    path = await desk.close(procedure="adapted", lots=[*TERMS["lots"], {"number": 2, "title": "Peinture"}])
    await desk.post(f"{path}/lots/1/award", AWARD)
    assert (await desk.sign(path)).status_code == 201
    answer = await desk.post(f"{path}/cancellation", {"reason": "Budget"})
    assert (answer.status_code, answer.json()["code"]) == (409, "lot-under-contract")


async def test_an_adapted_procedure_with_a_short_notice_shows_its_warning_and_the_reason_given(desk: Desk) -> None:
    path = await desk.draft(procedure="adapted")
    deadline = (desk.now + timedelta(days=3)).isoformat()
    published = await desk.post(f"{path}/publication", {"deadline": deadline, "reason": "Toiture arrachée"})
    read = (await desk.get(path)).json()
    [warning] = read["warnings"]
    [told] = await desk.facts()
    assert "L2123-1" in warning
    assert read == published.json()
    assert (read["justification"], read["reason"]) == ("Toiture arrachée", None)
    assert told.data["justification"] == "Toiture arrachée"


async def test_a_short_notice_may_be_published_without_a_reason(desk: Desk) -> None:
    read = (await desk.get(await desk.publish(days=3, procedure="adapted"))).json()
    assert (len(read["warnings"]), read["justification"]) == (1, None)


async def test_an_open_procedure_with_a_short_notice_says_from_when_it_would_do(desk: Desk) -> None:
    path = await desk.draft()
    answer = await desk.post(f"{path}/publication", {"deadline": (desk.now + timedelta(days=10)).isoformat()})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "notice-too-short")
    assert (problem["minimum_days"], problem["earliest"]) == (30, "2026-04-01")
    assert problem["article"].startswith("CCP R2161-3")
    assert await desk.facts() == []


@pytest.mark.parametrize("terms", [{"procedure": "without-publicity", "exemption": "urgency"}, {"procedure": "other"}])
async def test_a_procedure_without_a_legal_time_takes_any_deadline_to_come(desk: Desk, terms: dict[str, str]) -> None:
    path = await desk.publish(days=1, **terms)
    assert (await desk.get(path)).json()["warnings"] == []


async def test_one_lot_has_one_contract_and_one_buyer_one_reference(desk: Desk) -> None:
    lots = [*TERMS["lots"], {"number": 2, "title": "Peinture"}]
    path = await desk.award(procedure="adapted", lots=lots)
    assert (await desk.sign(path)).status_code == 201
    assert (await desk.sign(path, reference="2026-2")).json()["code"] == "lot-signed"
    assert (await desk.sign(path, lot=2)).json()["code"] == "reference-taken"
    assert (await desk.sign(path, reference="2026-2", lot=2)).status_code == 201
