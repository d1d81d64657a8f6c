"""The figure that counts the figures that can be computed, and the indicators behind it."""

from random import Random

from contracts.indicators import indicators
from tests.component.analytics.naive import Naive
from tests.component.analytics.observing import TODAY, Observatory
from tests.component.analytics.questions import questions
from tests.component.analytics.recomputing import SLICES, arrive
from tests.component.analytics.streams import a_stream
from tests.component.analytics.telling import a_contract, a_holder, notified


async def test_nothing_is_computable_before_anything_is_known(observatory: Observatory) -> None:
    figure = await observatory.ask("Q7")
    assert (figure["status"], figure["value"]) == ("no_data", None)


async def test_what_can_be_computed_is_counted_and_listed(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", holders=(a_holder(),))))
    figure = await observatory.ask("Q7", period="2019")
    rows = (await observatory.http.get("/indicators/Q7/contracts?period=2019&limit=100")).json()["items"]
    computable = {row["indicator"] for row in rows if row["in_numerator"]}
    assert (figure["numerator"], figure["denominator"]) == (len(computable), len(rows)) == (figure["numerator"], 75)
    assert {"V1", "A1", "A3"} <= computable
    assert not {"S10", "A9", "Q7"} & computable


async def test_the_indicators_behind_it_come_in_pages(observatory: Observatory) -> None:
    first = (await observatory.http.get("/indicators/Q7/contracts?limit=40")).json()
    rest = (await observatory.http.get(first["next"])).json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (40, 35, None)
    again = (await observatory.http.get(rest["prev"])).json()
    assert again["items"] == first["items"]


async def test_those_are_computable_whose_own_figures_say_so(observatory: Observatory) -> None:
    random, facts = Random(4), a_stream(4, procedures=4, registers=10)
    await arrive(observatory, facts, random, looks=0)
    for question in questions(random, Naive(facts, TODAY), SLICES // 2):
        answer = await observatory.http.get("/figures", params={"indicator": list(indicators()), **question.parameters})
        figures = {one["id"]: one for one in answer.json()["items"]}
        computable = figures.pop("Q7")
        found = sum(one["status"] in ("ok", "small_n") for one in figures.values())
        told = any(one["status"] != "no_data" for one in figures.values())
        assert (computable["numerator"], computable["denominator"]) == ((found, 75) if told else (None, None))
