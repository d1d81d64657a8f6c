"""What the API refuses is said in the reader's language, and never in the API's own words."""

import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from deploy.embedded import ROOT
from gateway.web.language import languages
from tests.unit.gateway.web.stub import Stub
from tests.unit.gateway.web.test_desk import ONE, TENDER

ACTED_ON = {
    "bids", "contracts", "matches", "plan-entries", "procedure-advice", "saved-searches", "sourcing-requests",
    "suppliers", "supply-potential", "tenders",
}  # fmt: skip
"""What the forms of pages act on, by the first part of the path."""
OF_THE_PAGE = {401, 403, 404, 429, 503, 504}
"""Refusals of which the page itself says what to do."""
DOCUMENTS = tuple((ROOT / "contracts" / "openapi").glob("*.json"))
TEMPLATES = ROOT / "gateway" / "web" / "templates"


def shown(document: dict[str, Any]) -> Iterator[str]:
    """The codes of the problems that a page may have to show, of those that a service declares."""
    status = {one["code"]: one["status"] for one in document["x-problems"]}
    for path, operations in document["paths"].items():
        if path.split("/")[1] in ACTED_ON:
            for method in operations.keys() & {"post", "put", "delete"}:
                said = orjson.dumps(operations[method]["responses"]).decode()
                yield from (code for code in re.findall(r"`([a-z-]+)`", said) if status[code] not in OF_THE_PAGE)


@pytest.mark.parametrize("code", list(languages()))
def test_every_problem_that_a_page_can_show_has_its_words(code: str) -> None:
    problems = {problem for file in DOCUMENTS for problem in shown(orjson.loads(file.read_bytes()))}
    assert len(problems) > 100
    assert sorted(problem for problem in problems if not languages()[code].has(f"rule.{problem}")) == []


def test_no_page_shows_the_words_of_the_api() -> None:
    said = {
        file.name for file in TEMPLATES.rglob("*.html") if re.search(r"\.detail\b|problem\.title", file.read_text())
    }
    assert said == set()


async def test_a_refusal_stands_on_the_page_in_the_words_of_its_reader() -> None:
    refused = {"code": "notice-too-short", "errors": []}
    path = f"/tenders/{ONE}"
    api = Stub({f"GET {path}": TENDER, f"POST {path}/publication": refused})
    answer = await api.post(f"/fr/desk{path}", act="publication", deadline="2026-11-24T12:00", once="a")
    assert answer.status_code == 422
    assert "le délai est trop court." in answer.text


async def test_a_problem_that_nobody_foresaw_is_said_without_a_word_of_another_language() -> None:
    api = Stub({"GET /red-flags": 418, "GET /dimensions": {"items": []}})
    answer = await api.get("/fr/red-flags")
    assert answer.status_code == 418
    assert "la plateforme ne le permet pas ainsi." in answer.text
    assert "Refused" not in answer.text
