"""The figure that counts the figures that can be computed, and the indicators behind it."""

from tests.component.analytics.observing import Observatory
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
