"""Suppliers ask about a request; the buyer's answer is for all that were asked, and who asked for the buyer alone."""

from datetime import timedelta
from typing import Any

from tests.component.suppliers.registry import OTHERS, SIRET
from tests.component.suppliers.sourcing_desk import MONDAY, SCOPES, SUPPLIERS, SourcingDesk

WORDS = "Quelle longueur de chaussée ?"


async def asked(desk: SourcingDesk, path: str, siret: str = SIRET, text: str = WORDS) -> str:
    """The path of a question that was put."""
    answer = await desk.say(path, "questions", {"text": text}, siret)
    assert answer.status_code == 201, answer.text
    return f"{path}/questions/{answer.json()['id']}"


async def exchanges(desk: SourcingDesk, path: str, siret: str) -> list[dict[str, Any]]:
    """What a supplier reads of questions and answers."""
    answer = await desk.registry.call("GET", f"{path}/invitation", scopes=frozenset(), organisation=siret)
    return list(answer.json()["exchanges"])


async def mailed(desk: SourcingDesk, **terms: Any) -> str:
    """The path of a request whose first mailing is out."""
    path = await desk.opened(**terms)
    await desk.at(MONDAY)
    desk.post.letters.clear()
    return path


async def test_the_answer_to_a_question_is_shown_to_all_that_were_asked_without_who_asked(desk: SourcingDesk) -> None:
    path = await mailed(desk)
    question = await asked(desk, path)
    assert [one["is_own"] for one in await exchanges(desk, path, SIRET)] == [True]
    assert await exchanges(desk, path, OTHERS[0]) == []
    await desk.act(f"{question}/answer", {"text": "Quatre kilomètres"})
    [own], [shown] = await exchanges(desk, path, SIRET), await exchanges(desk, path, OTHERS[0])
    assert (own["is_own"], shown["is_own"]) == (True, False)
    assert shown == {**own, "is_own": False}
    assert (shown["text"], shown["answer"]) == (WORDS, "Quatre kilomètres")
    assert SIRET not in str(shown)


async def test_who_is_asked_later_sees_what_was_answered_before(desk: SourcingDesk) -> None:
    path = await mailed(desk)
    await desk.act(f"{await asked(desk, path)}/answer", {"text": "Quatre kilomètres"})
    await desk.at(MONDAY + timedelta(days=1))
    [shown] = await exchanges(desk, path, SUPPLIERS[-1])
    assert shown["answer"] == "Quatre kilomètres"


async def test_an_answer_to_the_asker_alone_is_shown_to_nobody_else(desk: SourcingDesk) -> None:
    path = await mailed(desk)
    await desk.act(f"{await asked(desk, path)}/answer", {"text": "Oui", "audience": "asker"})
    assert [one["answer"] for one in await exchanges(desk, path, SIRET)] == ["Oui"]
    assert await exchanges(desk, path, OTHERS[0]) == []
    await desk.at(MONDAY + timedelta(minutes=1))
    assert [letter.to for letter in desk.post.letters] == [f"{SIRET}@example.org"]


async def test_a_question_that_says_who_asks_is_shown_in_other_words(desk: SourcingDesk) -> None:
    path = await mailed(desk)
    question = await asked(desk, path, text="Nous, le Forum du livre, demandons la longueur")
    await desk.act(f"{question}/answer", {"text": "Quatre kilomètres", "wording": WORDS})
    assert [one["text"] for one in await exchanges(desk, path, OTHERS[0])] == [WORDS]


async def test_all_that_were_asked_are_written_the_answer_each_once_and_by_day(desk: SourcingDesk) -> None:
    path = await mailed(desk)
    desk.now = MONDAY.replace(hour=21)
    await desk.act(f"{await asked(desk, path)}/answer", {"text": "Quatre kilomètres"})
    await desk.at(MONDAY.replace(hour=22))
    assert desk.post.letters == []
    for hour in (10, 11):
        await desk.at((MONDAY + timedelta(days=1)).replace(hour=hour))
    answers = [letter for letter in desk.post.letters if "Quatre kilomètres" in letter.text]
    assert sorted(letter.to for letter in answers) == sorted(f"{siret}@example.org" for siret in SUPPLIERS[:2])
    assert all(SIRET not in letter.text for letter in answers)


async def test_the_log_of_equal_treatment_says_who_asked_what_and_who_was_answered(desk: SourcingDesk) -> None:
    path = await mailed(desk)
    await desk.act(f"{await asked(desk, path)}/answer", {"text": "Quatre kilomètres"})
    await asked(desk, path, OTHERS[0], "Et la largeur ?")
    first, second = (await desk.contacts(path))["questions"]
    assert (first["identifier"]["id"], first["audience"], first["answer"]) == (SIRET, "all", "Quatre kilomètres")
    assert (second["identifier"]["id"], second["audience"], second["answer"]) == (OTHERS[0], None, None)


async def test_nobody_asks_that_was_not_asked_and_nothing_is_asked_or_answered_after_the_end(
    desk: SourcingDesk,
) -> None:
    path = await mailed(desk)
    early = await desk.say(path, "questions", {"text": WORDS}, SUPPLIERS[-1])
    assert (early.status_code, early.json()["code"]) == (409, "contact-refused")
    stranger = await desk.say(path, "questions", {"text": WORDS}, "55203253400646")
    assert (stranger.status_code, stranger.json()["code"]) == (404, "contact-not-found")
    question = await asked(desk, path)
    await desk.act(f"{path}/closure")
    late = await desk.say(path, "questions", {"text": WORDS}, SIRET)
    assert (late.status_code, late.json()["code"]) == (409, "supplier-questions-closed")
    answer = await desk.registry.call("POST", f"{question}/answer", {"text": "Oui"}, scopes=SCOPES)
    assert (answer.status_code, answer.json()["code"]) == (409, "supplier-questions-closed")


async def test_a_question_is_answered_once_and_by_its_own_buyer(desk: SourcingDesk) -> None:
    path = await mailed(desk)
    question = await asked(desk, path)
    other = await desk.registry.call(
        "POST", f"{question}/answer", {"text": "Oui"}, scopes=SCOPES, organisation=OTHERS[1]
    )
    assert (other.status_code, other.json()["code"]) == (404, "request-not-found")
    await desk.act(f"{question}/answer", {"text": "Oui"})
    again = await desk.registry.call("POST", f"{question}/answer", {"text": "Non"}, scopes=SCOPES)
    assert (again.status_code, again.json()["code"]) == (409, "supplier-question-settled")
    elsewhere = question.replace(path, await mailed(desk))
    answer = await desk.registry.call("POST", f"{elsewhere}/answer", {"text": "Oui"}, scopes=SCOPES)
    assert (answer.status_code, answer.json()["code"]) == (404, "supplier-question-not-found")


async def test_a_request_takes_so_many_questions_and_no_more(desk: SourcingDesk) -> None:
    path = await mailed(desk)
    await asked(desk, path)
    await desk.registry.database.reads.execute(
        "INSERT INTO supplier_question SELECT gen_random_uuid(), request_id, supplier_id, identifier, text, asked_at, "
        "answer, audience, answered_at, changes FROM supplier_question, generate_series(1, 199)"
    )
    full = await desk.say(path, "questions", {"text": WORDS}, SIRET)
    assert (full.status_code, full.json()["code"]) == (409, "supplier-questions-full")
