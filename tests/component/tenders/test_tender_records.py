"""Drafts that come in from the system in which their buyer prepares them, each under its external id."""

from typing import Any

from tests.component.tenders.desk import OTHER_BUYER, REGION, TERMS, Desk

DRAFT: dict[str, Any] = {**TERMS, "external_id": "M-2027-1"}


async def recorded(desk: Desk, *records: Any, **options: Any) -> list[dict[str, Any]]:
    answer = await desk.post("/tender-records", {"records": records}, **options)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]  # type: ignore[no-any-return]


async def test_a_draft_is_recorded_once_however_often_it_comes(desk: Desk) -> None:
    [first] = await recorded(desk, DRAFT)
    [again] = await recorded(desk, DRAFT)
    [changed] = await recorded(desk, DRAFT | {"title": "Autre titre"})
    assert [one["status"] for one in (first, again, changed)] == ["created", "unchanged", "corrected"]
    assert first["id"] == again["id"] == changed["id"]
    shown = (await desk.get(f"/tenders/{first['id']}")).json()
    assert (shown["title"], shown["status"]) == ("Autre titre", "draft")
    assert await desk.facts() == []


async def test_what_cannot_be_drafted_is_refused_by_itself(desk: Desk) -> None:
    foreign, unknown = DRAFT | {"buyer": OTHER_BUYER}, DRAFT | {"area": "nowhere", "external_id": "2"}
    results = await recorded(desk, {"external_id": "3"}, foreign, unknown, DRAFT, organisation=REGION)
    assert [one["status"] for one in results] == ["refused", "refused", "refused", "created"]
    codes = [one["errors"][0]["code"] for one in results[:3]]
    assert codes == ["missing", "not-the-buyer", "area-unknown"]


async def test_a_published_tender_is_not_recorded_over(desk: Desk) -> None:
    [first] = await recorded(desk, DRAFT)
    await desk.publish_draft(f"/tenders/{first['id']}")
    [same], [other] = await recorded(desk, DRAFT), await recorded(desk, DRAFT | {"title": "Autre titre"})
    assert (same["status"], other["status"]) == ("unchanged", "refused")
    assert other["errors"][0]["code"] == "illegal-move"


async def test_a_portal_drafts_one_by_one(desk: Desk) -> None:
    answer = await desk.post(
        "/tender-records", {"records": [DRAFT]}, scopes=frozenset({"tenders:write", "objects:act-for"})
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "recorded-through-portal")
