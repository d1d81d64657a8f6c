"""Questions about a call: anybody asks, nobody learns who did, and what helps all is told to all."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.component.tenders.desk import HOLDER, OTHER_BUYER, Desk
from tests.component.tenders.letterbox import Letterbox

ASKER = "appels@forum.example"
TEXT = "Le lot 1 comprend-il la dépose ?"
NOTHING: frozenset[str] = frozenset()
AS_SUPPLIER: dict[str, Any] = {"organisation": HOLDER, "scopes": NOTHING}


async def ask(desk: Desk, path: str, email: str | None = ASKER, **options: Any) -> httpx.Response:
    return await desk.post(f"{path}/questions", {"text": TEXT, "email": email}, **({"scopes": None} | options))


async def answer(desk: Desk, path: str, question: httpx.Response, to: str = "all", **more: Any) -> httpx.Response:
    return await desk.post(f"{path}/questions/{question.json()['id']}/answer", {"text": "Oui.", "to": to, **more})


async def seen(desk: Desk, path: str, **options: Any) -> list[str]:
    answered = await desk.get(f"{path}/questions", **({"scopes": None} | options))
    return [one["text"] for one in answered.json()["items"]]


async def test_an_answer_to_all_is_public_and_told_with_its_question(desk: Desk) -> None:
    path = await desk.publish()
    asked = await ask(desk, path)
    assert (asked.status_code, asked.json()["status"]) == (201, "asked")
    desk.now += timedelta(hours=5)
    answered = await answer(desk, path, asked)
    assert answered.status_code == 201, answered.text
    assert (await desk.get(f"{path}/questions", scopes=None)).json()["items"] == [answered.json()]
    fact = (await desk.facts())[-1]
    assert fact.type == "bzh.prenan.QuestionAnswered.v1"
    assert (fact.subject, fact.partitionkey) == (asked.json()["id"], path.rsplit("/", 1)[1])
    assert (fact.data["question"], fact.data["answer"]) == (TEXT, "Oui.")
    assert fact.data["asked_at"] < fact.data["answered_at"]


async def test_a_private_answer_is_for_its_asker_and_only_its_time_is_told(desk: Desk) -> None:
    path = await desk.publish()
    asked = await ask(desk, path)
    await answer(desk, path, asked, to="asker")
    assert await seen(desk, path) == []
    assert await seen(desk, path, prenan_question_token=asked.json()["token"]) == [TEXT]
    fact = (await desk.facts())[-1]
    assert (fact.data["question"], fact.data["answer"]) == (None, None)
    assert fact.data["answered_at"]


async def test_before_its_answer_a_question_is_seen_by_the_buyer_and_its_asker_alone(desk: Desk) -> None:
    path = await desk.publish()
    asked = await ask(desk, path, email=None, **AS_SUPPLIER)
    assert asked.status_code == 201
    assert await seen(desk, path) == await seen(desk, path, organisation=OTHER_BUYER, scopes=NOTHING) == []
    assert await seen(desk, path, **AS_SUPPLIER) == [TEXT]
    waiting = await desk.get(f"{path}/questions?status=asked")
    assert [one["id"] for one in waiting.json()["items"]] == [asked.json()["id"]]
    await answer(desk, path, asked)
    assert (await desk.get(f"{path}/questions?status=asked")).json()["items"] == []


async def test_nobody_learns_who_asked(desk: Desk) -> None:
    path = await desk.publish()
    asked = await ask(desk, path, **AS_SUPPLIER)
    answered = await answer(desk, path, asked, wording="La dépose est-elle comprise ?")
    listed = await desk.get(f"{path}/questions")
    for shown in (asked.text, answered.text, listed.text, str([fact.data for fact in await desk.facts()])):
        assert HOLDER not in shown
        assert "forum.example" not in shown
    assert await seen(desk, path) == ["La dépose est-elle comprise ?"]


async def test_a_token_that_was_not_given_out_shows_nothing(desk: Desk) -> None:
    path = await desk.publish()
    await ask(desk, path)
    refused = await desk.get(f"{path}/questions", scopes=None, prenan_question_token="made up")
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-cursor")


async def test_a_declined_question_says_why_to_its_asker_alone(desk: Desk) -> None:
    path = await desk.publish()
    asked = await ask(desk, path)
    body = {"reason": "Hors sujet"}
    declined = await desk.post(f"{path}/questions/{asked.json()['id']}/refusal", body)
    assert (declined.json()["status"], declined.json()["reason"]) == ("declined", "Hors sujet")
    token = asked.json()["token"]
    own = await desk.get(f"{path}/questions", scopes=None, prenan_question_token=token)
    assert own.json()["items"] == [declined.json()]
    assert await seen(desk, path) == []
    again = await answer(desk, path, asked)
    assert (again.status_code, again.json()["code"]) == (409, "question-settled")
    assert await desk.told() == ["TenderPublished"]


async def test_without_a_key_an_address_is_needed(desk: Desk) -> None:
    refused = await ask(desk, await desk.publish(), email=None)
    assert (refused.status_code, refused.json()["code"]) == (422, "contact-missing")


async def test_a_portal_asks_for_others_and_does_not_see_what_they_asked(desk: Desk) -> None:
    path = await desk.publish()
    portal: dict[str, Any] = {"scopes": frozenset({"objects:act-for", "bids:submit"}), "organisation": HOLDER}
    assert (await ask(desk, path, email=None, **portal)).json()["code"] == "contact-missing"
    asked = await ask(desk, path, **portal)
    assert await seen(desk, path, **portal) == []
    assert await seen(desk, path, **portal, prenan_question_token=asked.json()["token"]) == [TEXT]


async def test_a_question_comes_early_enough_to_be_answered_in_time(desk: Desk) -> None:
    path = await desk.publish()
    desk.now += timedelta(days=34)
    assert (await ask(desk, path)).status_code == 201
    desk.now += timedelta(days=1)
    refused = await ask(desk, path)
    assert (refused.status_code, refused.json()["code"]) == (422, "question-too-late")
    assert (refused.json()["last_day"], refused.json()["article"]) == ("2026-04-05", "CCP R2132-6, R2151-4")


async def test_in_an_urgency_questions_come_until_four_days_before_the_deadline(desk: Desk) -> None:
    path = await desk.publish(urgent=True)
    desk.now += timedelta(days=36)
    assert (await ask(desk, path)).status_code == 201
    desk.now += timedelta(days=1)
    assert (await ask(desk, path)).json()["code"] == "question-too-late"


async def test_an_answer_after_its_time_asks_for_a_later_deadline_first(desk: Desk) -> None:
    path = await desk.publish()
    asked = await ask(desk, path)
    desk.now += timedelta(days=36)
    late = await answer(desk, path, asked)
    assert (late.status_code, late.json()["code"]) == (409, "answer-too-late")
    assert late.json()["earliest"] == "2026-04-13"
    change = {"summary": "Délai", "reason": "Réponse", "substantial": False, "deadline": "2026-04-13T12:00:00+02:00"}
    assert (await desk.post(f"{path}/amendments", change)).status_code == 201
    assert (await answer(desk, path, asked)).status_code == 201


async def test_an_adapted_procedure_takes_questions_until_its_deadline(desk: Desk) -> None:
    path = await desk.publish(procedure="adapted")
    desk.now += timedelta(days=39)
    assert (await answer(desk, path, await ask(desk, path))).status_code == 201
    desk.now += timedelta(days=1)
    await desk.time_passes()
    closed = await ask(desk, path)
    assert (closed.status_code, closed.json()["code"]) == (409, "questions-closed")


async def test_only_the_buyer_answers(desk: Desk) -> None:
    path = await desk.publish()
    asked = await ask(desk, path)
    place = f"{path}/questions/{asked.json()['id']}/answer"
    body = {"text": "Oui.", "to": "all"}
    assert (await desk.post(place, body, organisation=OTHER_BUYER)).json()["code"] == "not-the-buyer"
    assert (await desk.post(place, body, scopes=None)).status_code == 401
    other = await desk.publish()
    wrong = await desk.post(place.replace(path, other), body)
    assert (wrong.status_code, wrong.json()["code"]) == (404, "question-not-found")
    assert (await desk.post(place, body, if_match='"9"')).status_code == 412


async def test_nobody_learns_of_a_draft_by_asking(desk: Desk) -> None:
    path = await desk.draft()
    assert (await ask(desk, path)).json()["code"] == "tender-not-found"
    assert (await desk.get(f"{path}/questions", scopes=None)).json()["code"] == "tender-not-found"


@pytest.mark.parametrize(
    ("to", "addressees"), [("all", ["appels@forum.example", "retrait@autre.example"]), ("asker", [ASKER])]
)
async def test_an_answer_is_written_to_whom_it_is_for(desk: Desk, to: str, addressees: list[str]) -> None:
    path, box = await desk.publish(), Letterbox()
    await desk.post(f"{path}/withdrawals", {"email": "retrait@autre.example"}, scopes=None)
    await answer(desk, path, await ask(desk, path), to=to)
    await desk.send_letters(box)
    assert box.addressees == addressees
    assert all(TEXT in letter.text and "Oui." in letter.text and ASKER not in letter.text for letter in box.letters)
    assert all(letter.text.endswith(f"/fr{path}#questions") for letter in box.letters)
