"""Versions, idempotency keys, and writers at the same instant."""

import asyncio
from datetime import timedelta
from uuid import uuid4

from tests.component.tenders.desk import TERMS, Desk, a_record


async def test_a_redraft_needs_the_version_it_changes(desk: Desk) -> None:
    path = await desk.draft()
    tag = (await desk.get(path)).headers["ETag"]
    missing = await desk.call("PUT", path, TERMS)
    assert (missing.status_code, missing.json()["code"]) == (428, "precondition-required")
    changed = await desk.call("PUT", path, {**TERMS, "title": "Autre"}, if_match=tag)
    assert (changed.status_code, changed.json()["title"]) == (200, "Autre")
    stale = await desk.call("PUT", path, TERMS, if_match=tag)
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition-failed")
    assert stale.json()["current"] == changed.headers["ETag"] == (await desk.get(path)).headers["ETag"]


async def test_an_act_honours_the_version_it_is_given(desk: Desk) -> None:
    path = await desk.publish()
    answer = await desk.post(f"{path}/cancellation", {"reason": "Budget"}, if_match='"1"')
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition-failed")


async def test_of_two_writers_at_the_same_instant_one_is_refused(desk: Desk) -> None:
    path = await desk.draft()
    tag = (await desk.get(path)).headers["ETag"]
    writers = [desk.call("PUT", path, {**TERMS, "title": f"Écrit par {n}"}, if_match=tag) for n in range(2)]
    answers = await asyncio.gather(*writers)
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert won.status_code == 200
    assert (lost.status_code, lost.json()["code"]) in [(409, "version-conflict"), (412, "precondition-failed")]
    assert (await desk.get(path)).json()["title"] == won.json()["title"]


async def test_a_tender_is_published_once_by_many_at_the_same_instant(desk: Desk) -> None:
    path = await desk.draft()
    body = {"deadline": (desk.now + timedelta(days=40)).isoformat()}
    answers = await asyncio.gather(*(desk.post(f"{path}/publication", body) for _ in range(8)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [201] + [409] * 7
    assert await desk.told() == ["TenderPublished"]


async def test_a_lot_is_signed_once_by_many_at_the_same_instant(desk: Desk) -> None:
    path = await desk.award(procedure="adapted")
    answers = await asyncio.gather(*(desk.sign(path, reference=f"2026-{n}") for n in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert (await desk.told()).count("ContractSigned") == 1


async def test_signing_and_cancelling_at_the_same_instant_never_both_succeed(desk: Desk) -> None:
    lots = [*TERMS["lots"], {"number": 2, "title": "Peinture"}]
    for _ in range(3):
        path = await desk.close(procedure="adapted", lots=lots)
        award = {"bids": 1, "value": {"amount": "1"}, "holders": [{"name": "A"}]}
        await desk.post(f"{path}/lots/1/award", award)
        signed, cancelled = await asyncio.gather(
            desk.sign(path, reference=path), desk.post(f"{path}/cancellation", {"reason": "Budget"})
        )
        assert sorted([signed.status_code, cancelled.status_code]) == [201, 409]


async def test_one_idempotency_key_drafts_one_tender(desk: Desk) -> None:
    first, again = [await desk.post("/tenders", TERMS, idempotency_key="k1") for _ in range(2)]
    assert (again.status_code, again.content) == (201, first.content)
    assert (again.headers["ETag"], again.headers["Location"]) == (first.headers["ETag"], first.headers["Location"])
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len((await desk.get("/tenders")).json()["items"]) == 1


async def test_one_idempotency_key_publishes_once(desk: Desk) -> None:
    path = await desk.draft()
    body = {"deadline": (desk.now + timedelta(days=40)).isoformat()}
    first, again = [await desk.post(f"{path}/publication", body, idempotency_key="k1") for _ in range(2)]
    assert (first.status_code, again.content) == (201, first.content)
    assert await desk.told() == ["TenderPublished"]


async def test_an_idempotency_key_is_not_reused_for_another_request(desk: Desk) -> None:
    await desk.post("/tenders", TERMS, idempotency_key="k1")
    answer = await desk.post("/tenders", {**TERMS, "title": "Autre"}, idempotency_key="k1")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")


async def test_a_refused_request_leaves_its_idempotency_key_free(desk: Desk) -> None:
    path = await desk.draft()
    short = {"deadline": (desk.now + timedelta(days=2)).isoformat()}
    refused = [await desk.post(f"{path}/publication", short, idempotency_key="k1") for _ in range(2)]
    assert [answer.status_code for answer in refused] == [422, 422]
    long = {"deadline": (desk.now + timedelta(days=40)).isoformat()}
    assert (await desk.post(f"{path}/publication", long, idempotency_key="k1")).status_code == 201


async def test_a_key_used_by_many_at_the_same_instant_drafts_one_tender(desk: Desk) -> None:
    key = str(uuid4())
    answers = await asyncio.gather(*(desk.post("/tenders", TERMS, idempotency_key=key) for _ in range(6)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert len((await desk.get("/tenders")).json()["items"]) == 1


async def test_many_workers_close_each_tender_once(desk: Desk) -> None:
    for number in range(12):
        await desk.publish(title=f"Marché {number}")
    late = await desk.publish(days=50)
    desk.now += timedelta(days=40)
    closed = await asyncio.gather(*(desk.time_passes() for _ in range(5)))
    assert sum(closed) == 12
    assert (await desk.told()).count("TenderClosed") == 12
    assert (await desk.get(late)).json()["status"] == "published"


async def test_the_same_register_imported_twice_at_the_same_instant_is_recorded_once(desk: Desk) -> None:
    batch = {"records": [a_record(reference=f"2019-{number}") for number in range(40)]}
    first, second = await asyncio.gather(*(desk.post("/contract-records", batch) for _ in range(2)))
    statuses = [result["status"] for answer in (first, second) for result in answer.json()["results"]]
    assert (statuses.count("created"), statuses.count("unchanged")) == (40, 40)
    assert len(await desk.facts()) == 40
