"""The way of a figure to its target."""

from decimal import Decimal

import pytest

from contracts.indicators import Target
from contracts.observatory import FigureStatus
from services.analytics.domain.line import Mark, line
from services.analytics.domain.standing import Standing
from services.analytics.domain.trajectory import Light, Method, Point, forecast, light, trajectory


def standing(value: str | None, denominator: int = 100, status: FigureStatus = FigureStatus.OK) -> Standing:
    return Standing(None if value is None else Decimal(value), Decimal(1), Decimal(denominator), status)


def point(year: int, value: str | None, denominator: int = 100, **known: object) -> Point:
    return Point(str(year), year, standing(value, denominator, **known), is_whole=year < 2026)  # type: ignore[arg-type]


def a_target(value: str, year: int | None = None) -> Target:
    return Target(plan="SPASER", value=Decimal(value), year=year)


def test_the_line_goes_straight_from_the_first_measured_year_to_the_target() -> None:
    drawn = line([a_target("30", 2028)], [Mark(2024, Decimal(20)), Mark(2025, Decimal(28))])
    assert [drawn.at(year) for year in (2023, 2024, 2026, 2028, 2030)] == [
        None,
        Decimal(20),
        Decimal("25.00"),
        Decimal(30),
        Decimal(30),
    ]


def test_between_two_targets_the_line_goes_from_one_to_the_next() -> None:
    drawn = line([a_target("50", 2025), a_target("25", 2020)], [])
    assert (drawn.at(2019), drawn.at(2021)) == (None, Decimal("30.00"))


def test_a_target_without_a_year_holds_at_all_times() -> None:
    drawn = line([a_target("30")], [Mark(2019, Decimal(20))])
    assert (drawn.at(2019), drawn.at(2040)) == (Decimal(30), Decimal(30))


@pytest.mark.parametrize(
    ("value", "better", "shows"),
    [
        ("30", "higher", Light.GREEN),
        ("27", "higher", Light.AMBER),
        ("26.99", "higher", Light.RED),
        ("30", "lower", Light.GREEN),
        ("33", "lower", Light.AMBER),
        ("33.01", "lower", Light.RED),
    ],
)
def test_the_light_is_green_on_the_line_and_amber_within_a_tenth_of_it(value: str, better: str, shows: Light) -> None:
    assert light(standing(value), Decimal(30), better) is shows  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [one for one in FigureStatus if one is not FigureStatus.OK])
def test_the_light_is_grey_where_the_figure_cannot_be_relied_on(status: FigureStatus) -> None:
    assert light(standing("90", status=status), Decimal(30), "higher") is Light.GREY


def test_the_light_is_grey_without_a_target() -> None:
    assert light(standing("90"), None, "higher") is Light.GREY


def test_three_whole_years_make_a_trend_and_the_present_one_does_not_bend_it() -> None:
    found = forecast([point(2023, "20"), point(2024, "22"), point(2025, "24"), point(2026, "90")], 2026, percent=True)
    assert found.method is Method.TREND
    assert [(mark.year, mark.value) for mark in found.marks][:2] == [(2026, Decimal("26.00")), (2027, Decimal("28.00"))]


def test_a_year_of_few_contracts_weighs_little_in_the_trend() -> None:
    even = forecast([point(2023, "20"), point(2024, "20"), point(2025, "80")], 2026, percent=True)
    small = forecast([point(2023, "20"), point(2024, "20"), point(2025, "80", 5)], 2026, percent=True)
    assert small.marks[0].value < even.marks[0].value


def test_the_trend_of_a_share_ends_at_a_hundred() -> None:
    found = forecast([point(2023, "70"), point(2024, "80"), point(2025, "95")], 2026, percent=True)
    assert found.marks[-1].value == Decimal(100)


def test_with_fewer_than_three_years_the_last_one_holds() -> None:
    found = forecast([point(2024, "20"), point(2025, "22")], 2026, percent=True)
    assert (found.method, {mark.value for mark in found.marks}) == (Method.LAST_YEAR, {Decimal(22)})


def test_years_that_cannot_be_relied_on_foretell_nothing() -> None:
    found = forecast([point(2025, "22", status=FigureStatus.SMALL_N)], 2026, percent=True)
    assert (found.method, found.marks) == (Method.NONE, ())


def test_a_trajectory_says_where_this_year_stands_on_its_line() -> None:
    years = [point(2024, "20"), point(2025, "24"), point(2026, "25")]
    found = trajectory(years, [a_target("30", 2028)], "higher", this_year=2026, percent=True)
    assert (found.line.at(2026), found.light, found.now) == (Decimal("25.00"), Light.GREEN, years[-1])
