"""Who may see and do what."""

import pytest

from tests.component.tenders.desk import AWARD, OTHER_BUYER, TERMS, Desk

NOWHERE = "/tenders/0197f3a0-0000-7000-8000-000000000000"


async def test_a_draft_is_seen_by_its_organisation_alone(desk: Desk) -> None:
    path = await desk.draft()
    own = await desk.get(path)
    assert (own.status_code, own.headers["Cache-Control"]) == (200, "private, no-store")
    assert (await desk.get(path, organisation="*")).status_code == 200
    for stranger in ({"organisation": OTHER_BUYER}, {"organisation": None}, {"scopes": None}):
        assert (await desk.get(path, **stranger)).status_code == 404
        assert (await desk.get("/tenders", **stranger)).json()["items"] == []
    assert len((await desk.get("/tenders")).json()["items"]) == 1


async def test_a_draft_dropped_before_publication_stays_private(desk: Desk) -> None:
    path = await desk.draft()
    await desk.post(f"{path}/cancellation", {"reason": "Erreur"})
    assert (await desk.get(path)).json()["status"] == "cancelled"
    assert (await desk.get(path, scopes=None)).status_code == 404
    assert await desk.facts() == []


async def test_a_published_tender_is_public(desk: Desk) -> None:
    path = await desk.publish()
    answer = await desk.get(path, scopes=None)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("version", ['"1"', '"7"', "*"])
async def test_whoever_guesses_a_draft_learns_nothing(desk: Desk, version: str) -> None:
    path = await desk.draft()
    for place in (path, NOWHERE):
        answer = await desk.call("PUT", place, TERMS, organisation=OTHER_BUYER, if_match=version)
        assert (answer.status_code, answer.json()["code"]) == (404, "tender-not-found")


async def test_another_buyer_does_not_change_what_it_sees(desk: Desk) -> None:
    path = await desk.publish()
    answer = await desk.post(f"{path}/cancellation", {"reason": "Non"}, organisation=OTHER_BUYER)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-the-buyer")


async def test_nobody_drafts_for_another_buyer(desk: Desk) -> None:
    answer = await desk.post("/tenders", TERMS, organisation=OTHER_BUYER)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-the-buyer")


@pytest.mark.parametrize(
    ("method", "path", "body", "scope"),
    [
        ("POST", "/tenders", TERMS, "tenders:write"),
        ("PUT", NOWHERE, TERMS, "tenders:write"),
        ("POST", f"{NOWHERE}/publication", {"deadline": "2026-07-01T10:00:00Z"}, "tenders:write"),
        ("POST", f"{NOWHERE}/cancellation", {"reason": "Budget"}, "tenders:write"),
        (
            "POST",
            f"{NOWHERE}/lots/1/closure",
            {"outcome": "dropped", "bids": 0, "reason": "Budget"},
            "tenders:award",
        ),
        ("POST", f"{NOWHERE}/lots/1/award", AWARD, "tenders:award"),
        (
            "POST",
            "/contracts",
            {"tender_id": NOWHERE.rsplit("/", 1)[1], "lot": 1, "reference": "1", "signed_on": "2026-01-01"},
            "contracts:write",
        ),
        (
            "POST",
            f"{NOWHERE.replace('tenders', 'contracts')}/notification",
            {"notified_on": "2026-01-01"},
            "contracts:write",
        ),
        ("POST", "/contract-records", {"records": [{}]}, "contracts:import"),
    ],
)
async def test_every_change_asks_for_its_scope(desk: Desk, method: str, path: str, body: object, scope: str) -> None:
    anonymous = await desk.call(method, path, body, scopes=None, if_match="*")
    assert (anonymous.status_code, anonymous.json()["code"]) == (401, "unauthenticated")
    others = frozenset({"tenders:write", "tenders:award", "contracts:write", "contracts:import"} - {scope})
    refused = await desk.call(method, path, body, scopes=others, if_match="*")
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
    assert refused.json()["scope"] == scope
    passed = await desk.call(method, path, body, scopes=frozenset({scope}), if_match="*")
    assert passed.status_code not in (401, 403)
