"""A register of the past, through the gateway: its figures, the rows behind them, and the groups they fall into."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.imports import counted, figure, taken_in
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.registers import a_register

CONTRACTS = 120
NUMBERS = range(1, CONTRACTS + 1)
REGIONAL = {number for number in NUMBERS if number % 3}
"""What `a_register` writes: each third contract goes to Paris, the others to Rennes."""


@pytest.fixture
async def register(platform: PlatformUnderTest, tmp_path: Path) -> PlatformUnderTest:
    await taken_in(platform, a_register(tmp_path / "register.csv", CONTRACTS))
    await counted(platform)
    return platform


def of_year(year: int) -> set[int]:
    return {number for number in NUMBERS if 2020 + number % 4 == year}


async def listed(http: httpx.AsyncClient, link: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    next_page: str | None = link
    while next_page:
        page = (await http.get(next_page)).json()
        rows, next_page = rows + page["items"], page["next"]
    return rows


async def test_the_figures_of_a_register_are_those_that_its_lines_give_and_their_links_list_them(
    register: PlatformUnderTest,
) -> None:
    for year in range(2020, 2024):
        regional = await figure(register, "A3", period=str(year))
        expected = (len(of_year(year) & REGIONAL), len(of_year(year)))
        assert (regional["numerator"], regional["denominator"]) == expected, year
        async with register.client() as http:
            rows = await listed(http, regional["contracts"])
        assert (sum(row["in_numerator"] for row in rows), sum(row["in_denominator"] for row in rows)) == expected


async def test_sums_groups_and_holder_lines_of_a_register_come_out(register: PlatformUnderTest) -> None:
    planned = await figure(register, "V2", value="planned")
    assert planned["numerator"] == f"{sum(1000 * number for number in NUMBERS)}.00"
    assert (await figure(register, "V2"))["numerator"] == f"{sum(99000 * number + 50 for number in NUMBERS) / 100:.2f}"
    procedures = {
        one["group"]: one["numerator"] for one in (await figure(register, "V1", group_by="procedure"))["groups"]
    }
    assert procedures == {"adapted": CONTRACTS // 2, "open": CONTRACTS // 2}
    async with register.client() as http:
        lines = await listed(http, (await figure(register, "A5"))["contracts"])
    assert len(lines) == CONTRACTS + CONTRACTS // 5
    regional = sum(2 if number % 5 == 0 else 1 for number in REGIONAL)
    assert sum(line["territory"] == "region" for line in lines) == regional
    assert (await figure(register, "A1", period="2020"))["left_censored"] is True


async def test_the_payment_delays_that_a_register_states_are_told_in_the_mean_of_its_lines(
    register: PlatformUnderTest,
) -> None:
    (stated,) = (await figure(register, "R3"))["parts"]
    total = sum(8 * number + 1 for number in NUMBERS) / 8
    assert (stated["name"], stated["numerator"], stated["denominator"]) == ("as-registered", total, CONTRACTS)
    assert stated["value"] == f"{total / CONTRACTS:.3f}"
    assert stated["coverage"]["total"] == CONTRACTS + CONTRACTS // 5
