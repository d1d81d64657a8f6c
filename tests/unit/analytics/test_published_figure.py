"""What is told of a published figure."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from contracts.fact import Fact
from contracts.observatory import Direction, FigureSlice, FigureStatus, IndicatorComputed, TargetCrossed
from services.analytics.domain.published_figure import Aim, Computed, PublishedFigure

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SLICE = FigureSlice(period="2026")
AIM = Aim("SPASER", Decimal(30))


def computed(value: str | None, **known: Any) -> Computed:
    parts = {"numerator": Decimal(3), "denominator": Decimal(10), "status": FigureStatus.OK, "positions": {"p": 1}}
    return Computed("A1", 1, SLICE, value=None if value is None else Decimal(value), **{**parts, **known})


def told(figure: PublishedFigure) -> list[Fact]:
    return [one.fact for one in figure.hand_over()]


def published(*values: str, aim: Aim | None = AIM) -> PublishedFigure:
    figure = PublishedFigure.begin("A1", SLICE)
    for value in values:
        figure.publish(computed(value), aim, AT)
    return figure


def test_a_figure_is_told_when_it_is_first_published() -> None:
    facts = told(published("25"))
    assert [type(fact) for fact in facts] == [IndicatorComputed]


def test_a_figure_that_says_the_same_is_not_told_again() -> None:
    figure = published("25")
    told(figure)
    figure.publish(computed("25.00", positions={"p": 900}), AIM, AT)
    assert told(figure) == []


def test_a_figure_is_told_again_when_its_parts_change_and_its_value_does_not() -> None:
    figure = published("25")
    told(figure)
    figure.publish(computed("25", denominator=Decimal(11)), AIM, AT)
    assert len(told(figure)) == 1


def test_a_target_is_reached_once_and_lost_once() -> None:
    facts = told(published("25", "31", "32", "29", "28"))
    crossings = [fact for fact in facts if isinstance(fact, TargetCrossed)]
    assert [(one.direction, one.value) for one in crossings] == [
        (Direction.REACHED, Decimal(31)),
        (Direction.LOST, Decimal(29)),
    ]


def test_a_figure_that_cannot_be_relied_on_crosses_nothing() -> None:
    figure = published("31")
    figure.publish(computed("10", status=FigureStatus.SMALL_N), AIM, AT)
    figure.publish(computed("32"), AIM, AT)
    assert not [fact for fact in told(figure) if isinstance(fact, TargetCrossed)]


def test_a_crossing_behind_an_unreliable_figure_is_told_once_it_can_be_said() -> None:
    figure = published("31")
    figure.publish(computed(None, status=FigureStatus.NO_DATA), AIM, AT)
    figure.publish(computed("20"), AIM, AT)
    crossings = [fact for fact in told(figure) if isinstance(fact, TargetCrossed)]
    assert [one.direction for one in crossings] == [Direction.LOST]


def test_moving_the_target_is_no_crossing() -> None:
    figure = published("25")
    figure.publish(computed("25"), Aim("Another plan", Decimal(20)), AT)
    assert not [fact for fact in told(figure) if isinstance(fact, TargetCrossed)]


def test_where_less_is_better_a_target_is_reached_from_above() -> None:
    facts = told(published("12", "9", aim=Aim("SPASER", Decimal(10), "lower")))
    assert [fact.direction for fact in facts if isinstance(fact, TargetCrossed)] == [Direction.REACHED]


def test_facts_of_one_indicator_share_a_key_and_each_figure_has_its_own_versions() -> None:
    figure = published("25", "26")
    facts = figure.hand_over()
    assert [(one.key, one.version) for one in facts] == [("A1", 1), ("A1", 2)]
    assert {one.subject for one in facts} == {str(figure.id)}
