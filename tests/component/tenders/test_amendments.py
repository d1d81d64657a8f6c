"""A published call changes by amendments only: told to all, written to those who left an address."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from services.tenders.application.withdrawing import withdraw_dossier
from services.tenders.persistence.unit_of_work import UnitOfWork
from tests.component.tenders.desk import OTHER_BUYER, Desk
from tests.component.tenders.files import OTHER_PDF, PDF
from tests.component.tenders.letterbox import Letterbox
from tests.waiting import until

MINOR = {"summary": "Plan corrigé", "reason": "Erreur de cote", "substantial": False}


async def a_call(desk: Desk, **terms: Any) -> str:
    path = await desk.draft(**terms)
    await desk.add_document(path)
    await desk.publish_draft(path)
    return path


async def amend(desk: Desk, path: str, days: float | None = None, **change: Any) -> httpx.Response:
    moved = {} if days is None else {"deadline": (desk.now + timedelta(days=days)).isoformat()}
    return await desk.post(f"{path}/amendments", {**MINOR, **moved, **change})


async def withdraw(desk: Desk, path: str, email: str | None) -> None:
    answer = await desk.post(f"{path}/withdrawals", {"email": email}, scopes=None)
    assert answer.status_code == 201


async def test_an_amendment_is_numbered_listed_and_told(desk: Desk) -> None:
    path = await a_call(desk)
    first, second = await amend(desk, path), await amend(desk, path, days=50, substantial=True)
    assert (first.status_code, first.json()["number"], second.json()["number"]) == (201, 1, 2)
    assert (await desk.get(f"{path}/amendments", scopes=None)).json()["items"] == [first.json(), second.json()]
    fact = (await desk.facts())[-1]
    assert (fact.type, fact.version) == ("bzh.prenan.TenderAmended.v1", 3)
    assert (fact.data["number"], fact.data["substantial"]) == (2, True)
    assert (await desk.get(path)).json()["deadline"] == second.json()["deadline"]


async def test_amendments_are_listed_by_page(desk: Desk) -> None:
    path = await a_call(desk)
    for _ in range(11):
        await amend(desk, path)
    first = (await desk.get(f"{path}/amendments?limit=10")).json()
    assert [one["number"] for one in first["items"]] == list(range(1, 11))
    assert [one["number"] for one in (await desk.get(first["next"])).json()["items"]] == [11]


async def test_bids_are_taken_until_the_deadline_that_an_amendment_set(desk: Desk) -> None:
    path = await a_call(desk)
    await amend(desk, path, days=50)
    desk.now += timedelta(days=45)
    assert await desk.time_passes() == 0
    desk.now += timedelta(days=5)
    assert await desk.time_passes() == 1
    refused = await amend(desk, path)
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal-move")


async def test_a_document_sent_ahead_is_seen_by_all_with_its_amendment(desk: Desk) -> None:
    path = await a_call(desk)
    await desk.add_document(path, OTHER_PDF, query="&amending=true")
    for number in ("", "?version=1"):
        assert (await desk.get(f"{path}/documents/cctp.pdf{number}", scopes=None)).content == PDF
    assert (await desk.get(f"{path}/documents/cctp.pdf?version=2", scopes=None)).status_code == 404
    assert (await desk.get(f"{path}/documents/cctp.pdf")).content == OTHER_PDF
    answer = await amend(desk, path, documents=["cctp.pdf"])
    [told] = answer.json()["documents"]
    assert (told["name"], told["version"]) == ("cctp.pdf", 2)
    assert (await desk.get(f"{path}/documents/cctp.pdf", scopes=None)).content == OTHER_PDF
    assert (await desk.facts())[-1].data["documents"] == [told]


async def test_a_document_sent_ahead_may_be_sent_again_or_taken_back(desk: Desk) -> None:
    path = await a_call(desk)
    for content in (OTHER_PDF, OTHER_PDF + b"%"):
        await desk.add_document(path, content, query="&amending=true")
    assert (await desk.get(f"{path}/documents")).json()["items"][0]["version"] == 2
    assert (await desk.call("DELETE", f"{path}/documents/cctp.pdf")).status_code == 204
    assert (await desk.get(f"{path}/documents/cctp.pdf")).content == PDF
    refused = await amend(desk, path, documents=["cctp.pdf"])
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing-waiting")
    assert (await desk.told())[-1] == "TenderPublished"


@pytest.mark.parametrize(
    ("change", "days", "code"),
    [
        ({}, 39, "deadline-shortened"),
        ({"substantial": True}, None, "extension-missing"),
    ],
)
async def test_an_amendment_never_takes_time_and_gives_some_where_it_weighs(
    desk: Desk, change: dict[str, Any], days: int | None, code: str
) -> None:
    answer = await amend(desk, await a_call(desk), days=days, **change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["article"] == "CCP R2151-4"


async def test_a_substantial_amendment_shortly_before_the_deadline_leaves_six_days(desk: Desk) -> None:
    path = await a_call(desk)
    desk.now += timedelta(days=38)
    refused = await amend(desk, path, days=5, substantial=True)
    assert (refused.status_code, refused.json()["code"]) == (422, "extension-too-short")
    assert (refused.json()["minimum_days"], refused.json()["article"]) == (6, "CCP R2132-6, R2151-4")
    assert refused.json()["earliest"] == "2026-04-15"
    assert (await amend(desk, path, days=6, substantial=True)).status_code == 201


async def test_a_late_amendment_of_an_adapted_procedure_is_warned_of(desk: Desk) -> None:
    path = await a_call(desk, procedure="adapted")
    desk.now += timedelta(days=38)
    [warning] = (await amend(desk, path, days=3, substantial=True)).json()["warnings"]
    assert "R2132-6" in warning


async def test_only_its_buyer_amends_a_published_call(desk: Desk) -> None:
    path = await a_call(desk)
    assert (await desk.post(f"{path}/amendments", MINOR, organisation=OTHER_BUYER)).json()["code"] == "not-the-buyer"
    assert (await desk.post(f"{path}/amendments", MINOR, scopes=None)).status_code == 401
    draft = await desk.draft()
    assert (await amend(desk, draft)).json()["code"] == "illegal-move"
    assert (await desk.get(f"{draft}/amendments", scopes=None)).json()["code"] == "tender-not-found"


async def test_everybody_who_left_an_address_is_written_to_once(desk: Desk) -> None:
    path, box = await a_call(desk), Letterbox()
    for email in ("a@forum.example", "b@forum.example", None):
        await withdraw(desk, path, email)
    await amend(desk, path, days=50, summary="Nouveau lot de plans")
    assert (await desk.send_letters(box), await desk.send_letters(box)) == (2, 0)
    assert box.addressees == ["a@forum.example", "b@forum.example"]
    assert "Nouveau lot de plans" in box.letters[0].text
    assert "21/04/2026 à 10:00" in box.letters[0].text
    assert box.letters[0].text.endswith(f"/fr{path}#changes")
    await withdraw(desk, path, "c@forum.example")
    await amend(desk, path)
    await desk.send_letters(box)
    assert box.addressees.count("a@forum.example") == 2
    assert box.addressees.count("c@forum.example") == 1


async def test_an_amendment_waits_for_those_who_are_withdrawing_and_writes_to_them(desk: Desk) -> None:
    path, box = await a_call(desk), Letterbox()
    tender_id = UUID(path.rsplit("/", 1)[1])
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    async with UnitOfWork(desk.database) as uow:
        await withdraw_dossier(uow, uuid4(), tender_id, siret=None, name=None, email="a@forum.example", now=desk.now)
        amending = asyncio.create_task(amend(desk, path))
        await until(lambda: desk.database.reads.fetchval(waiting))
        assert not amending.done()
    assert (await amending).status_code == 201
    await desk.send_letters(box)
    assert box.addressees == ["a@forum.example"]


async def test_a_letter_that_does_not_go_is_tried_again_and_the_buyer_sees_why(desk: Desk) -> None:
    path, box = await a_call(desk), Letterbox("a@forum.example")
    for email in ("a@forum.example", "b@forum.example"):
        await withdraw(desk, path, email)
    await amend(desk, path)
    await desk.send_letters(box)
    assert await desk.send_letters(box) == 0
    letters = {one["email"]: one for one in (await desk.get(f"{path}/letters")).json()["items"]}
    assert (letters["a@forum.example"]["error"], letters["a@forum.example"]["sent_at"]) == ("550 no such mailbox", None)
    assert letters["b@forum.example"]["sent_at"] is not None
    box.refused.clear()
    desk.now += timedelta(minutes=1)
    await desk.send_letters(box)
    assert box.addressees == ["a@forum.example", "b@forum.example"]
    assert (await desk.get(f"{path}/letters", organisation=OTHER_BUYER)).json()["code"] == "not-the-buyer"
    assert (await desk.get(f"{path}/letters", scopes=None)).status_code == 401


async def test_an_address_stays_out_of_the_facts(desk: Desk) -> None:
    path = await a_call(desk)
    await withdraw(desk, path, "a@forum.example")
    await amend(desk, path)
    assert "forum.example" not in str([fact.data for fact in await desk.facts()])
