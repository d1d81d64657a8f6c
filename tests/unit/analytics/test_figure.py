from decimal import Decimal

import pytest

from contracts.indicators import Target, indicators
from services.analytics.domain.figure import Figure, Status, Tally
from services.analytics.domain.gap import Gap, gap


def a_figure(numerator: int | str, denominator: int | str | None, total: int = 0, indicator: str = "A3") -> Figure:
    known = Decimal(numerator if denominator is None else denominator)
    tally = Tally(
        numerator=Decimal(numerator),
        denominator=None if denominator is None else known,
        known=known,
        total=Decimal(total) or known,
        support=int(known),
        rows=int(total or known),
    )
    return Figure(indicators()[indicator], tally)


def gap_of(figure: Figure, percent: str, indicator: str = "A3", *, monetary: bool = False) -> Gap | None:
    target = Target(plan="Plan", value=Decimal(percent))
    return gap(indicators()[indicator], figure, target, monetary=monetary)


def test_a_share_is_a_percentage_to_two_decimals() -> None:
    assert a_figure(464, 682, 683).value == Decimal("68.04")


def test_a_figure_without_denominator_is_its_numerator() -> None:
    assert a_figure(683, None, indicator="V1").value == Decimal(683)


def test_a_mean_of_days_is_told_to_three_decimals() -> None:
    assert a_figure("13319.28195", 658, indicator="R3").value == Decimal("20.242")


def test_coverage_is_the_known_part() -> None:
    assert a_figure(464, 682, 683).coverage == Decimal("0.9985")


@pytest.mark.parametrize(
    ("figure", "status"),
    [
        (a_figure(4, 8, 10), Status.OK),
        (a_figure(4, 79, 100), Status.INSUFFICIENT_DATA),
        (a_figure(4, 5), Status.OK),
        (a_figure(4, 4), Status.SMALL_N),
        (a_figure(0, 0, 9), Status.NOT_MEASURABLE),
        (a_figure(0, 0), Status.NO_DATA),
        (a_figure(3, None, indicator="V1"), Status.OK),
    ],
)
def test_the_status_says_whether_a_figure_can_be_relied_on(figure: Figure, status: Status) -> None:
    assert figure.status is status


@pytest.mark.parametrize("figure", [a_figure(0, 0, 9), a_figure(0, 0)])
def test_nothing_known_has_no_value(figure: Figure) -> None:
    assert figure.value is None


def test_the_gap_is_how_many_more_contracts_would_reach_the_target() -> None:
    found = gap_of(a_figure(464, 682), "80")
    assert found is not None
    assert (found.missing, found.en) == (82, "82 more of 682 contracts would reach the target of 80%.")
    assert gap_of(a_figure(464 + 82, 682), "80") != found


@pytest.mark.parametrize(("numerator", "missing"), [(545, 1), (546, 0), (600, 0)])
def test_the_gap_closes_with_the_contract_that_reaches_the_target(numerator: int, missing: int) -> None:
    found = gap_of(a_figure(numerator, 682), "80")
    assert found is not None
    assert found.missing == missing


def test_where_less_is_better_the_gap_counts_what_is_too_much() -> None:
    found = gap_of(a_figure(28, 99, indicator="A12"), "10", "A12")
    assert found is not None
    assert (found.missing, found.en) == (19, "19 fewer of 99 lots would reach the target of 10%.")


def test_the_gap_of_a_share_of_value_is_in_euros() -> None:
    found = gap_of(a_figure("10.00", "33.33", indicator="A2"), "50", "A2", monetary=True)
    assert found is not None
    assert found.missing == Decimal("6.67")
    large = gap_of(a_figure("1000000.00", "4000000.00", indicator="A2"), "50", "A2", monetary=True)
    assert large is not None
    assert large.en == "€1,000,000 more of €4,000,000 would reach the target of 50%."
    assert "1\u202f000\u202f000 € de plus" in large.fr


@pytest.mark.parametrize("figure", [a_figure(0, 0, 9), a_figure(683, None, indicator="V1")])
def test_there_is_no_gap_without_a_share(figure: Figure) -> None:
    assert gap_of(figure, "80") is None


def test_there_is_no_gap_without_a_target() -> None:
    assert gap(indicators()["A3"], a_figure(464, 682), None, monetary=False) is None
