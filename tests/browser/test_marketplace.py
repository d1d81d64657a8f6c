"""Calls are found, followed, asked about: by people and by their programs, without a script."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from tests.browser.market import SealedCall, a_sealed_call
from tests.e2e.platforms import PlatformUnderTest


@pytest.fixture(scope="module")
async def call(town: PlatformUnderTest) -> SealedCall:
    return await a_sealed_call(town)


def lines(calendar: str) -> list[str]:
    """The unfolded lines of a calendar."""
    return calendar.replace("\r\n ", "").split("\r\n")


async def test_a_call_is_found_by_its_words_its_feed_and_its_deadline(
    town: PlatformUnderTest, call: SealedCall
) -> None:
    async with town.client() as reader:
        shown = (await reader.get("/fr/tenders?q=espaces+verts&nature=services&cpv=77")).text
        assert call.path in shown
        assert call.path not in (await reader.get("/fr/tenders?q=espaces+verts&nature=works")).text
        feed = await reader.get("/fr/tenders.rss?q=espaces+verts")
        items = ET.fromstring(feed.content).findall("./channel/item/link")  # noqa: S314 - our own
        assert f"{town.url}/fr{call.path}" in [one.text for one in items]
        tender = (await reader.get(call.path)).json()
        calendar = await reader.get("/fr/tenders.ics?q=espaces+verts")
        assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
        assert max(len(line) for line in calendar.content.split(b"\r\n")) <= 75
        said = lines(calendar.text)
        assert f"URL:{town.url}/fr{call.path}" in said
        day = datetime.fromisoformat(tender["deadline"]).astimezone(UTC)
        assert next(line for line in said if line.startswith("DTSTART:")).startswith(f"DTSTART:{day:%Y%m%d}T")


async def test_what_is_not_there_is_said_with_what_to_do(town: PlatformUnderTest) -> None:
    async with town.client() as reader:
        for path in ("/fr/tenders?q=introuvable", "/fr/plan?q=introuvable", "/fr/tenders?status=unsuccessful&q=rien"):
            shown = (await reader.get(path)).text
            assert re.search(r'class="empty">.*?<a href="/fr/', shown, re.DOTALL), path


async def test_a_question_is_asked_without_a_name_and_its_asker_sees_it(
    town: PlatformUnderTest, call: SealedCall
) -> None:
    async with town.client() as reader:
        said = {"text": "Les bacs sont-ils fournis ?", "email": "chantier@kerbrat.example"}
        asked = await reader.post(f"/fr{call.path}/questions", data=said)
        assert asked.status_code == 303, asked.text
        own = asked.headers["location"].partition("#")[0]
        assert said["text"] in (await reader.get(own)).text
        assert said["text"] not in (await reader.get(f"/fr{call.path}")).text
        assert said["email"] not in (await reader.get(own)).text
        again = await reader.post(f"/fr{call.path}/questions", data=said)
        assert again.headers["location"] == asked.headers["location"]


async def test_what_was_wrong_in_a_form_is_said_beside_it(town: PlatformUnderTest, call: SealedCall) -> None:
    async with town.client() as reader:
        silent = await reader.post(f"/fr{call.path}/questions", data={"text": " "})
        assert (silent.status_code, 'role="alert" id="ask-wrong"' in silent.text) == (422, True)
        nameless = await reader.post(f"/fr{call.path}/questions", data={"text": "Où ?"})
        assert "Laissez une adresse" in nameless.text
        wrong = await reader.post(f"/fr{call.path}/withdrawals", data={"email": "a@kerbrat.example", "siret": "12"})
        assert (wrong.status_code, "quatorze chiffres" in wrong.text) == (422, True)


async def test_documents_are_taken_by_name_and_without(town: PlatformUnderTest, call: SealedCall) -> None:
    async with town.client() as reader:
        page = (await reader.get(f"/fr{call.path}")).text
        link = re.search(r'href="(/tenders/[^"]+CCTP\.pdf)"', page)
        assert link
        assert (await reader.get(link[1])).content.startswith(b"%PDF")
        await reader.post(f"/fr{call.path}/withdrawals", data={"name": "Kerbrat", "email": "a@kerbrat.example"})
    async with town.client("mandatary") as buyer:
        register = (await buyer.get(f"{call.path}/withdrawals")).json()["items"]
    assert [one["email"] for one in register] == ["a@kerbrat.example"]


async def test_a_planned_purchase_is_followed_and_left_again(town: PlatformUnderTest) -> None:
    async with town.client() as reader:
        entry = (await reader.get("/plan-entries?status=announced&limit=1")).json()["items"][0]["id"]
        followers = f"/plan-entries/{entry}/followers"
        moved = await reader.post(f"/fr/plan-entries/{entry}", data={"email": "veille@kerbrat.example"})
        assert (await reader.get(followers)).json() == {"followers": 1}
        token = moved.headers["location"].partition("followed=")[2].partition("#")[0]
        assert token in (await reader.get(moved.headers["location"])).text
        await reader.post(f"/fr/plan-entries/{entry}", data={"token": token})
        assert (await reader.get(followers)).json() == {"followers": 0}


async def test_a_search_is_kept_for_an_organisation(town: PlatformUnderTest) -> None:
    async with town.client() as visitor:
        await visitor.post("/fr/login", data={"key": town.key("supplier"), "to": "/fr"})
        kept = await visitor.post("/fr/tenders?cpv=77", data={"name": "Espaces verts", "email": ""})
        assert kept.status_code == 303, kept.text
    async with town.client("supplier") as http:
        searches = (await http.get("/saved-searches")).json()["items"]
    assert (searches[-1]["name"], searches[-1]["cpv"]) == ("Espaces verts", ["77"])
