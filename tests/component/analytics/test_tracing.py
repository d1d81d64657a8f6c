"""Every figure has a link that lists exactly its rows."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.vocabulary import SizeClass, euros
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import COMPANIES, NANTES, RENNES, a_contract, a_holder, notified


async def a_market(observatory: Observatory) -> None:
    """Thirty contracts of a year, each with less told than the one before."""
    sizes, areas = (SizeClass.TPE, SizeClass.GE, None), ("it", "food", None)
    await observatory.tell(
        *(
            notified(
                a_contract(
                    str(number),
                    area=areas[number % 3],
                    cpv=("45000000", "72000000", None)[number % 3],
                    notified_on=date(2019, 1 + number % 12, 14) if number % 7 else None,
                    initial=euros(100 + number) if number % 4 else None,
                    holders=(
                        a_holder(
                            COMPANIES[number % 4], size=sizes[number % 3], place=(RENNES, NANTES, None)[number // 3 % 3]
                        ),
                    ),
                )
            )
            for number in range(30)
        )
    )


async def listed(observatory: Observatory, url: str | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while url:
        answer = await observatory.http.get(url)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found, url = [*found, *page["items"]], page["next"]
    return found


def counted(rows: list[dict[str, Any]]) -> tuple[int, int]:
    return sum(row["in_numerator"] for row in rows), sum(row["in_denominator"] for row in rows)


@pytest.mark.parametrize("indicator", ["A1", "A3", "A6"])
@pytest.mark.parametrize(
    "question",
    [
        {},
        {"period": "2019", "area": ["it", "none"]},
        {"period": "2019-01-01..2019-06-30", "reading": "head-office", "window": "all", "variant": "lead"},
    ],
)
async def test_a_figure_counts_the_rows_that_its_link_lists(
    observatory: Observatory, indicator: str, question: dict[str, Any]
) -> None:
    await a_market(observatory)
    figure = await observatory.ask(indicator, **question)
    assert counted(await listed(observatory, figure["contracts"])) == (figure["numerator"], figure["denominator"])


async def test_each_group_counts_the_rows_that_its_link_lists(observatory: Observatory) -> None:
    await a_market(observatory)
    by = ["quarter", "area", "cpv", "size"][:3]
    groups = (await observatory.ask("A3", group_by=by))["groups"]
    assert len(groups) > 9
    assert sum(group["denominator"] for group in groups) == (await observatory.ask("A3"))["denominator"]
    for group in groups:
        rows = await listed(observatory, group["contracts"])
        assert counted(rows) == (group["numerator"], group["denominator"]), group["keys"]


async def test_rows_of_other_grains_are_listed_too(observatory: Observatory) -> None:
    await a_market(observatory)
    figure = await observatory.ask("V3")
    rows = await listed(observatory, figure["contracts"] + "?limit=7")
    assert len(rows) == 30
    assert {row["company"] for row in rows} == {company[:9] for company in COMPANIES}
    assert rows[1]["initial"] is None or rows[1]["initial"].endswith(".00")


async def test_the_delays_that_registers_state_add_up_to_their_mean(observatory: Observatory) -> None:
    lead, member = (a_holder(COMPANIES[n], payment_days=days) for n, days in enumerate(("19.53571", None)))
    await observatory.tell(notified(a_contract("1", holders=(lead, member))))
    await observatory.tell(notified(a_contract("2", holders=(a_holder(payment_days="21"),))))
    (stated,) = (await observatory.ask("R3"))["parts"]
    assert (stated["value"], stated["numerator"], stated["denominator"]) == ("20.268", "40.53571", 2)
    rows = await listed(observatory, stated["contracts"])
    assert sum(Decimal(row["adds_to_numerator"] or 0) for row in rows) == Decimal(stated["numerator"])
    assert counted(rows) == (2, 2)
    assert len(rows) == stated["coverage"]["total"] == 3


async def test_several_figures_are_told_at_once(observatory: Observatory) -> None:
    await a_market(observatory)
    answer = await observatory.http.get("/figures?indicator=A1&indicator=A3&indicator=V1&period=2019")
    found = {one["id"]: (one["numerator"], one["denominator"]) for one in answer.json()["items"]}
    assert found == {name: await observatory.counts(name, period="2019") for name in ("A1", "A3", "V1")}


async def test_dimensions_are_listed_with_the_values_that_contracts_bear(observatory: Observatory) -> None:
    await a_market(observatory)
    items = {one["name"]: one["values"] for one in (await observatory.http.get("/dimensions")).json()["items"]}
    assert {one["value"]: one["contracts"] for one in items["area"]} == {"it": 10, "food": 10, None: 10}
    assert next(one["label"] for one in items["cpv"] if one["value"] == "45")["en"] == "Construction work"


async def test_a_reader_may_wait_for_a_fact(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    assert (await observatory.ask("V1", min_position="procedures:1"))["numerator"] == 1


async def test_no_reader_waits_for_ever(observatory: Observatory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.analytics.api.dependencies.PATIENCE_SECONDS", 0.05)
    answer = await observatory.http.get("/indicators/V1?min_position=procedures:1")
    assert (answer.status_code, answer.json()["code"], answer.json()["retryable"]) == (
        504,
        "position-not-reached",
        True,
    )
