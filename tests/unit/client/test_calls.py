"""The client repeats what may be repeated, as one act and not too soon, and tells refusals apart."""

import httpx
import pytest

from prenan_client import Conflict, Problem, QuotaExceeded, Stale, Tender, Unacceptable, Unreachable
from tests.unit.client.scripted import Scripted, ok, refused


def test_a_lost_answer_is_asked_for_again_under_the_same_key() -> None:
    platform = Scripted([httpx.ReadError("lost"), refused(409, "still-in-progress"), ok({"id": 1})])
    answer = platform.client().post("/tenders", {"title": "Roads"})
    assert answer["id"] == 1
    keys, bodies = platform.said("idempotency-key"), {request.content for request in platform.asked}
    assert keys[0]
    assert (len(platform.asked), len(set(keys)), len(bodies)) == (3, 1, 1)


def test_two_acts_have_two_keys_and_a_key_of_ones_own_is_kept() -> None:
    platform = Scripted([ok(), ok(), ok()])
    prenan = platform.client()
    prenan.post("/tenders")
    prenan.post("/tenders")
    prenan.post("/tenders", once="mine")
    first, second, third = platform.said("idempotency-key")
    assert first != second
    assert third == "mine"


@pytest.mark.parametrize("status", [429, 503])
def test_nobody_comes_back_before_the_time_that_was_said(status: int) -> None:
    platform = Scripted([refused(status, "busy", retry_after=7), ok()])
    platform.client().get("/tenders")
    assert platform.at[1] - platform.at[0] >= 7


def test_patience_ends() -> None:
    platform = Scripted(
        [refused(429, "quota-exceeded", retry_after=40), refused(429, "quota-exceeded", retry_after=40)]
    )
    with pytest.raises(QuotaExceeded) as wrong:
        platform.client(seconds=60).get("/tenders")
    assert wrong.value.retry_after == 40
    with pytest.raises(Unreachable):
        Scripted([httpx.ConnectError("down")]).client(seconds=0).get("/tenders")


@pytest.mark.parametrize(("status", "kind"), [(409, Conflict), (412, Stale), (422, Unacceptable), (500, Problem)])
def test_what_repeating_does_not_mend_is_asked_for_once(status: int, kind: type[Problem]) -> None:
    flaw = {"pointer": "/deadline", "code": "notice-too-short", "detail": "Too near"}
    platform = Scripted([refused(status, "some-code", errors=[flaw], article="CCP R2161-2")])
    with pytest.raises(kind) as wrong:
        platform.client().post("/tenders/1/publication")
    assert (wrong.value.code, wrong.value.errors[0].pointer) == ("some-code", "/deadline")
    assert (wrong.value.request_id, wrong.value.facts) == ("r-1", {"article": "CCP R2161-2"})


def test_an_answer_of_somebody_on_the_way_is_a_problem_too() -> None:
    with pytest.raises(Problem) as wrong:
        Scripted([httpx.Response(413, text="<html>")]).client().post("/tenders")
    assert wrong.value.code == "413"


def test_an_edit_that_somebody_overtook_begins_again_with_what_is_there_now() -> None:
    platform = Scripted(
        [ok({"n": 1}, ETag='"1"'), refused(412, "precondition-failed"), ok({"n": 5}, ETag='"2"'), ok({"n": 6})]
    )
    platform.client().edit("/things/1", lambda read: {"n": read["n"] + 1})
    assert platform.said("if-match") == [None, '"1"', None, '"2"']
    assert platform.asked[-1].content == b'{"n":6}'


def test_pages_are_followed_by_their_links() -> None:
    platform = Scripted(
        [ok({"items": [{"id": 1}], "next": "/tenders?limit=1&cursor=abc"}), ok({"items": [{"id": 2}], "next": None})]
    )
    found = list(platform.client().each("/tenders", limit=1, min_position="p/1@1"))
    assert [each["id"] for each in found] == [1, 2]
    assert platform.asked[1].url.query == b"limit=1&cursor=abc"
    assert platform.said("prenan-min-position") == ["p/1@1", "p/1@1"]


def test_members_that_are_not_known_are_kept() -> None:
    document = {
        "id": "0195a4de-5f09-7b1d-8c40-1f2e3d4c5b6a", "status": "a new state", "title": "Roads", "buyer": "1",
        "department": "rail", "procedure": "open", "nature": "works", "cpv": "45000000", "published_at": None,
        "estimated_value": {"amount": "10.00"}, "lots": [{"number": 1, "title": "All"}], "deadline": None, "version": 1,
        "new": {"member": 1},
    }  # fmt: skip
    [tender] = Scripted([ok({"items": [document], "next": None})]).client().every(Tender)
    assert str(tender.estimated_value.amount) == "10.00"
    assert tender.model_extra == {"new": {"member": 1}}


def test_a_proof_is_sent_to_nobody_else() -> None:
    with pytest.raises(ValueError, match="not a path"):
        Scripted([]).client(key="prn_live_x").get("https://elsewhere.test/tenders")
