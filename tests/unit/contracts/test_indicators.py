"""The indicator catalogue says what each figure is, in two languages, and what it is compared with."""

from decimal import Decimal

import pytest

from contracts.indicators import Target, indicators


@pytest.mark.parametrize(
    ("id_", "numerator", "denominator"),
    [
        ("V1", "contracts", None),
        ("A1", "first_time", "known_first_time"),
        ("A3", "regional", "known_place"),
        ("A4", "regional_value", "known_place_value"),
        ("A6", "sme", "known_size"),
        ("A12", "single_bid", "competed_with_bids"),
    ],
)
def test_a_figure_names_its_numerator_and_denominator(id_: str, numerator: str, denominator: str | None) -> None:
    indicator = indicators()[id_]
    assert (indicator.numerator, indicator.denominator) == (numerator, denominator)


@pytest.mark.parametrize(
    ("id_", "year", "value"),
    [
        ("A1", 2019, "30"),
        ("A3", 2025, "80"),
        ("A3", 2030, "80"),
        ("A6", 2026, "70"),
        ("A12", None, "10"),
        ("R1", None, "70"),
        ("R2", 2026, "50"),
        ("R3", 2026, "30"),
        ("S1", 2024, "25"),
        ("S1", 2025, "50"),
        ("S9", 2026, "100"),
        ("E1", 2023, "100"),
        ("E4", None, "65"),
        ("E5", None, "40"),
        ("E9", None, "100"),
        ("A3", None, "80"),
    ],
)
def test_a_target_holds_from_its_year_on(id_: str, year: int | None, value: str) -> None:
    target = indicators()[id_].target(year)
    assert target is not None
    assert target.value == Decimal(value)


@pytest.mark.parametrize(
    ("id_", "year"), [("A3", 2024), ("A6", 2025), ("S1", 2019), ("S9", 2025), ("E1", 2022), ("V1", 2026)]
)
def test_there_is_no_target_before_its_year_or_without_a_plan(id_: str, year: int) -> None:
    assert indicators()[id_].target(year) is None


def test_the_target_of_a_buyer_comes_before_that_of_all() -> None:
    own = Target(plan="Own", value=Decimal(40), year=2020, buyer="23350001600040")
    indicator = indicators()["A1"].model_copy(update={"targets": (*indicators()["A1"].targets, own)})
    assert indicator.target(2026, buyer="23350001600040") == own
    assert indicator.target(2026) != own
    assert indicator.target(2019, buyer="23350001600040") != own


def test_fewer_single_bids_are_better() -> None:
    assert indicators()["A12"].direction == "lower"
    assert indicators()["A3"].direction == "higher"
