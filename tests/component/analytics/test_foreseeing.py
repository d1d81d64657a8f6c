"""Trajectories, contracts to come, and what they would change, over HTTP."""

from datetime import date
from typing import Any

from tests.component.analytics.observing import Observatory
from tests.component.analytics.planning import entry_id, planned, withdrawn
from tests.component.analytics.telling import (
    NANTES,
    OTHER_BUYER,
    a_contract,
    a_holder,
    contract_id,
    money,
    notified,
)
from tests.component.analytics.test_targets import put, wanted


async def history(observatory: Observatory, **regional: int) -> None:
    """Ten contracts a year, so many of them regional."""
    await observatory.tell(
        *(
            notified(
                a_contract(
                    f"{year} {number}",
                    notified_on=date(int(year[1:]), 1, 20),
                    holders=(a_holder() if number < count else a_holder(place=NANTES),),
                )
            )
            for year, count in regional.items()
            for number in range(10)
        )
    )


async def trajectory(observatory: Observatory, indicator: str = "A3", **asked: Any) -> dict[str, Any]:
    answer = await observatory.http.get(f"/indicators/{indicator}/trajectory", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def what_if(observatory: Observatory, **asked: Any) -> dict[str, Any]:
    answer = await observatory.http.post("/what-if", json={"indicators": ["A3"], **asked})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_trajectory_shows_years_the_line_and_a_forecast(observatory: Observatory) -> None:
    await history(observatory, y2023=5, y2024=6, y2025=7, y2026=8)
    found = await trajectory(observatory)
    assert [(one["period"], one["value"], one["whole"]) for one in found["years"]] == [
        ("2023", "50.00", True),
        ("2024", "60.00", True),
        ("2025", "70.00", True),
        ("2026", "80.00", False),
    ]
    assert [one["line"] for one in found["years"]] == ["50.00", "65.00", "80", "80"]
    assert (found["forecast"]["method"], found["forecast"]["years"][0]) == ("trend", {"year": 2026, "value": "80.00"})
    assert (found["light"], found["missing"]) == ("green", "0")


async def test_the_light_follows_the_targets_that_a_buyer_set_itself(observatory: Observatory) -> None:
    contracts = [a_contract(str(n), buyer=OTHER_BUYER, notified_on=date(2026, 1, 20)) for n in range(5)]
    await observatory.tell(*(notified(one) for one in contracts))
    assert (await trajectory(observatory, "V3", buyer=OTHER_BUYER))["light"] == "grey"
    answer = await put(observatory, goals=[{"year": 2026, "value": "100"}])
    assert answer.status_code == 200
    found = await trajectory(observatory, "A1", buyer=OTHER_BUYER)
    assert (found["targets"], found["plan"]) == ([{"year": 2026, "value": "100"}], wanted()["plan"])


async def test_what_this_year_lacks_is_said_in_contracts(observatory: Observatory) -> None:
    await history(observatory, y2026=5)
    found = await trajectory(observatory)
    assert (found["light"], found["missing"]) == ("red", "3")


async def candidates(observatory: Observatory, **asked: Any) -> list[dict[str, Any]]:
    answer = await observatory.http.get("/what-if/candidates", params=asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def ending(reference: str, day: date) -> Any:
    """A contract whose agreed last day is known."""
    worth = {"initial": money(1000), "current": money(1500)}
    return notified(a_contract(reference, notified_on=date(2023, 5, 1), ends_on=day, **worth))


async def test_plans_and_contracts_that_end_are_contracts_to_come(observatory: Observatory) -> None:
    await observatory.tell(planned("Paper"), planned("Ink", most=None), planned("Given up"), withdrawn("Given up"))
    await observatory.tell(planned("Too far", "2028-Q1"))
    found = await candidates(observatory)
    assert sorted((one["title"], one["kind"], one["due"], one["value"] or "") for one in found) == [
        ("Ink", "planned", "2026-09-30", ""),
        ("Paper", "planned", "2026-09-30", "75000.00"),
    ]


async def test_a_contract_that_ends_within_the_months_is_a_renewal(observatory: Observatory) -> None:
    await observatory.tell(ending("soon", date(2026, 7, 1)), ending("late", date(2029, 7, 1)))
    found = await candidates(observatory)
    assert [(one["id"], one["kind"], one["value"]) for one in found] == [
        (str(contract_id("soon")), "renewal", "1500.00")
    ]


async def test_contracts_to_come_are_listed_page_by_page(observatory: Observatory) -> None:
    await observatory.tell(*(planned(f"Purchase {number}") for number in range(5)))
    found, url = [], "/what-if/candidates?limit=2"
    while url:
        page = (await observatory.http.get(url)).json()
        found, url = [*found, *page["items"]], page["next"]
    assert len({one["id"] for one in found}) == len(found) == 5


async def test_the_figure_moves_by_what_is_assumed(observatory: Observatory) -> None:
    await history(observatory, y2026=5)
    await observatory.tell(*(planned(f"Purchase {number}") for number in range(10)))
    (outlook,) = (await what_if(observatory, share="1"))["outlooks"]
    assert (outlook["before"]["value"], outlook["after"]["value"]) == ("50.00", "75.00")
    assert (outlook["target"], outlook["missing"], outlook["fewest"]) == ("80", "1", None)


async def test_chosen_contracts_go_to_the_beneficiary_and_the_others_elsewhere(observatory: Observatory) -> None:
    await history(observatory, y2026=10)
    await observatory.tell(planned("One"), planned("Two"))
    found = await what_if(observatory, chosen=[str(entry_id("One"))])
    (outlook,) = found["outlooks"]
    assert (outlook["after"]["numerator"], outlook["after"]["denominator"]) == ("11", "12")
    assert {one["title"] for one in found["candidates"]} == {"One", "Two"}
    assert found["assumptions"]


async def test_what_is_not_expected_cannot_be_chosen(observatory: Observatory) -> None:
    asked = {"indicators": ["A3"], "chosen": [str(entry_id("Nothing"))]}
    assert (await observatory.http.post("/what-if", json=asked)).json()["code"] == "candidates-unknown"


async def test_an_assumption_says_a_share_or_names_contracts(observatory: Observatory) -> None:
    assert (await observatory.http.post("/what-if", json={"indicators": ["A3"]})).json()["code"] == "wish-unclear"


async def test_who_holds_contracts_says_nothing_of_some_figures(observatory: Observatory) -> None:
    asked = {"indicators": ["Q2"], "share": "0.5"}
    assert (await observatory.http.post("/what-if", json=asked)).json()["code"] == "not-to-be-asked"
