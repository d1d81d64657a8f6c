"""Figures side by side: the newcomer rule of sourcing says what is, and how far it can be relied on."""

import re
from typing import Any

from tests.unit.gateway.web.stub import Stub

RULE = "GET /observatory/comparisons/newcomer-rule"
STEPS = {"requests": 2, "shown": 15, "newcomers": 7, "quota": 6, "invited": 4, "answered": 3, "bid": 2, "won": 1}


def figure(of: str, value: str | None, numerator: str | None, status: str) -> dict[str, Any]:
    counted = {"numerator": numerator, "denominator": numerator and "8", "coverage": None}
    return {"of": of, "value": value, "status": status, **counted}


def rule(**changed: Any) -> dict[str, Any]:
    """What the API says of the rule."""
    figures = [
        figure("room", "75.00", "6", "ok"),
        figure("no-room", None, None, "no_data"),
        figure("no-request", "37.50", "3", "ok"),
    ]
    return {"figures": figures, "difference": "37.50", "status": "ok", "sourcing": STEPS, **changed}


async def shown(said: dict[str, Any]) -> str:
    answers = {
        "GET /dimensions": {
            "items": [{"name": "department", "values": [{"value": "food", "label": None, "contracts": 8}]}]
        },
        "GET /observatory/comparisons": {"items": []},
        RULE: said,
    }
    page = (await Stub(answers).get("/fr/observatory/comparisons")).text
    return re.sub(r"\s+", " ", page)


async def test_the_sides_of_the_newcomer_rule_stand_with_their_counts_and_what_came_between() -> None:
    page = await shown(rule())
    assert re.search(r"gardait de la place aux nouveaux venus</th> <td[^>]*>75\s?% <span[^>]*>\(6/8\)</span>", page)
    assert re.search(r"n’en gardait pas</th> <td[^>]*>–</td> <td>pas de donnée", page)
    assert re.search(r"Écart en points[^<]*</th><td[^>]*>37,5</td><td>fiable", page)
    assert "<dt>Dont nouvelles pour l’acheteur</dt><dd>7</dd>" in page
    assert "Une différence n’est pas une cause" in page


async def test_a_difference_of_few_contracts_says_so_and_without_requests_nothing_came_between() -> None:
    page = await shown(rule(difference=None, status="no_data", sourcing=dict.fromkeys(STEPS, 0)))
    assert re.search(r"Écart en points[^<]*</th><td[^>]*>–</td><td>pas de donnée", page)
    assert "Dont nouvelles pour l’acheteur" not in page


async def test_the_page_of_the_quota_leads_to_what_became_of_it() -> None:
    page = (await Stub({}, organisation="").get("/fr/newcomer-quota")).text
    assert 'href="/fr/observatory/comparisons#newcomer-rule"' in page


async def test_where_no_contract_was_published_the_page_says_that_there_is_nothing_to_compare() -> None:
    answers = {"GET /dimensions": {"items": [{"name": "department", "values": []}]}}
    page = await Stub(answers).get("/fr/observatory/comparisons")
    assert page.status_code == 200
    assert "rien à comparer" in page.text
