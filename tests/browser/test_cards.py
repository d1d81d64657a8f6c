"""The figures on the pages are the API's, and people get in and out."""

import re
from html import unescape

import pytest

from gateway.web.language import languages
from gateway.web.observatory.promises import PROMISES
from tests.e2e.platforms import PlatformUnderTest

CARD = re.compile(r'<article class="card">(.*?)</article>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("period", ["rolling-12", "all"])
async def test_every_card_shows_what_the_api_says(town: PlatformUnderTest, code: str, period: str) -> None:
    language = languages()[code]
    async with town.client() as http:
        page = (await http.get(f"/{code}/observatory?period={period}")).text
        query = "&".join(f"indicator={one}" for one in PROMISES)
        figures = (await http.get(f"/figures?{query}&period={period}")).json()["items"]
    cards = [unescape(TAG.sub(" ", card)) for card in CARD.findall(page)]
    assert len(cards) == len(figures)
    for card, figure in zip(cards, figures, strict=True):
        assert language.pick(figure["name"]) in card
        absent = str(language.t(f"status.{figure['status']}"))
        assert (language.measure(figure["value"], figure["unit"]) if figure["value"] is not None else absent) in card
        assert not figure["target"] or language.measure(figure["target"]["value"], figure["unit"]) in card
        assert not figure["gap"] or language.pick(figure["gap"]) in card


async def test_somebody_enters_with_a_key_and_leaves_again(town: PlatformUnderTest) -> None:
    async with town.client() as http:
        entered = await http.post("/fr/login", data={"key": town.key("prescriber"), "to": "/fr/observatory"})
        assert (entered.status_code, entered.headers["location"]) == (303, "/fr/observatory")
        assert "HttpOnly" in entered.headers["set-cookie"]
        inside = await http.get("/fr/observatory")
        assert "Prescripteur" in inside.text
        assert inside.headers["cache-control"] == "private, no-store"
        await http.post("/fr/logout")
        assert "Prescripteur" not in (await http.get("/fr/observatory")).text


async def test_a_wrong_key_opens_nothing_and_is_told(town: PlatformUnderTest) -> None:
    async with town.client() as http:
        refused = await http.post("/fr/login", data={"key": "prn_live_nothing"})
        assert refused.status_code == 422
        assert 'role="alert"' in refused.text
        assert "set-cookie" not in refused.headers


async def test_no_form_of_another_site_is_taken_and_none_leads_elsewhere(town: PlatformUnderTest) -> None:
    async with town.client() as http:
        key = {"key": town.key("prescriber")}
        for said in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert (await http.post("/fr/login", data=key, headers=said)).status_code == 403
        entered = await http.post("/fr/login", data={**key, "to": "//elsewhere.example/"})
        assert entered.headers["location"] == "/fr"


async def test_a_page_runs_no_script_of_its_own_and_loads_nothing_from_elsewhere(town: PlatformUnderTest) -> None:
    async with town.client() as http:
        answer = await http.get("/fr")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert re.findall(r'(?:src|href)="https?://[^"]*"', answer.text) == []
    assert re.findall(r"<script>|\son\w+=|\sstyle=", answer.text) == []


async def test_a_page_that_did_not_change_is_not_sent_again(town: PlatformUnderTest) -> None:
    async with town.client() as http:
        first = await http.get("/fr/about")
        again = await http.get("/fr/about", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_first_page_is_light(town: PlatformUnderTest) -> None:
    async with town.client() as http:
        sent = 0
        page = await http.get("/fr")
        for address in {"/fr", *re.findall(r'(?:src|href)="(/static/[^"]*)"', page.text)}:
            answer = await http.get(address)
            sent += int(answer.headers["content-length"])
    assert sent <= 100 * 1024


async def test_search_engines_are_told_of_every_page_that_is_there(town: PlatformUnderTest) -> None:
    async with town.client() as http:
        robots = (await http.get("/robots.txt")).text
        listed = re.findall(r"<loc>([^<]*)</loc>", (await http.get("/sitemap.xml")).text)
        assert f"Sitemap: {town.url}/sitemap.xml" in robots
        assert len(listed) > 2 * 76
        for address in [*listed[:24], listed[-1]]:
            assert (await http.get(address)).status_code == 200, address


async def test_a_figure_may_stand_on_the_pages_of_others_and_nothing_else_may(town: PlatformUnderTest) -> None:
    async with town.client() as http:
        embedded = await http.get("/fr/embedded/indicators/A3")
        page = await http.get("/fr/indicators/A3")
    assert "frame-ancestors *" in embedded.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
