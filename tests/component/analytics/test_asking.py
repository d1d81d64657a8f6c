"""The observatory over HTTP."""

import pytest

from contracts.indicators import indicators
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import a_contract, a_holder, notified, registered


async def test_the_catalogue_says_what_is_measured(observatory: Observatory) -> None:
    answer = await observatory.http.get("/indicators")
    assert [one["id"] for one in answer.json()["items"]] == list(indicators())


@pytest.mark.parametrize("indicator", indicators())
async def test_every_indicator_answers_before_anything_is_known(observatory: Observatory, indicator: str) -> None:
    figure = await observatory.ask(indicator)
    assert (figure["status"], figure["value"], figure["as_of"]) == ("no_data", None, None)


@pytest.mark.parametrize(
    ("question", "status", "code", "pointer"),
    [
        ("Z9", 404, "indicator-unknown", None),
        ("A3?period=2019-13", 422, "invalid-request", "/query/period"),
        ("A3?period=2019-Q5", 422, "invalid-request", "/query/period"),
        ("A3?perod=2019", 422, "invalid-request", "/query/perod"),
        ("A3?buyer=", 422, "invalid-request", "/query/buyer/0"),
        ("A3?procedure=secret", 422, "invalid-request", "/query/procedure/0"),
        ("A3?period=2019&period=2020", 422, "parameter-repeated", None),
        ("A3/contracts?limit=0", 422, "invalid-request", "/query/limit"),
        ("A3/contracts?cursor=x", 400, "invalid-cursor", None),
    ],
)
async def test_what_cannot_be_answered_is_refused(
    observatory: Observatory, question: str, status: int, code: str, pointer: str | None
) -> None:
    answer = await observatory.http.get(f"/indicators/{question}")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert pointer is None or pointer in {flaw["pointer"] for flaw in problem["errors"]}


async def test_money_is_a_decimal_string_even_where_it_is_nothing(observatory: Observatory) -> None:
    figure = await observatory.ask("A2")
    assert (figure["numerator"], figure["denominator"]) == ("0.00", "0.00")
    assert figure["coverage"] == {"known": "0.00", "total": "0.00", "rate": None}


async def test_an_answer_is_sent_again_only_when_a_fact_came(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    first = await observatory.http.get("/indicators/A3?period=2019")
    known = {"If-None-Match": first.headers["etag"]}
    assert (await observatory.http.get("/indicators/A3?period=2019", headers=known)).status_code == 304
    assert (await observatory.http.get("/indicators/A3?period=2020", headers=known)).status_code == 200
    await observatory.tell(registered())
    again = await observatory.http.get("/indicators/A3?period=2019", headers=known)
    assert (again.status_code, again.json()["positions"]) == (200, {"procedures": 1, "suppliers": 1})


async def test_the_contracts_behind_a_figure_are_listed_page_by_page(observatory: Observatory) -> None:
    placeless = (a_holder(place=None),)
    await observatory.tell(*(notified(a_contract(str(number))) for number in range(4)))
    await observatory.tell(notified(a_contract("placeless", holders=placeless)))
    found, url = [], "/indicators/A3/contracts?period=2019&limit=2"
    while url:
        page = (await observatory.http.get(url)).json()
        found, url = [*found, *page["items"]], page["next"]
    assert sorted(one["reference"] for one in found) == ["0", "1", "2", "3", "placeless"]
    assert [one["reference"] for one in found if not one["in_denominator"]] == ["placeless"]
    assert sum(one["in_numerator"] for one in found) == (await observatory.ask("A3", period="2019"))["numerator"]
