"""What is usual among values, however they came and went."""

from math import inf, log
from random import Random
from statistics import median

import pytest

from services.analytics.domain.spread import Spread
from services.analytics.domain.usual import Usual, between


def told(values: list[float]) -> tuple[float, float]:
    middle = median(values)
    return middle, median(abs(value - middle) for value in values)


@pytest.mark.parametrize("seed", range(20))
def test_middle_and_deviation_are_those_of_the_values_that_stayed(seed: int) -> None:
    draw = Random(seed)
    values = [draw.choice((draw.gauss(9, 2), float(draw.randint(1, 4)))) for _ in range(draw.randint(2, 60))]
    spread = Spread()
    for value in values:
        spread.add(value)
    for value in values[: len(values) // 2]:
        spread.remove(value)
    stayed = values[len(values) // 2 :]
    assert len(spread) == len(stayed)
    assert (spread.median, spread.deviation) == pytest.approx(told(stayed), rel=1e-12)
    anew = Spread(sorted(stayed))
    assert (spread.median, spread.deviation) == (anew.median, anew.deviation)


def test_what_was_not_there_is_not_taken_away() -> None:
    with pytest.raises(ValueError, match=r"2\.0"):
        Spread([1.0, 3.0]).remove(2.0)


def test_there_are_no_bounds_of_few_values_nor_where_most_are_the_same() -> None:
    few, same = Usual.of(Spread(map(float, range(19)))), Usual.of(Spread([1.0] * 30))
    assert few is not None
    assert same is not None
    assert (few.known, few.least, same.known, same.most) == (19, None, 30, None)
    assert Usual.of(Spread()) is None


def test_bounds_lie_three_robust_deviations_away() -> None:
    usual = Usual.of(Spread(map(float, range(21))))
    assert usual is not None
    assert (usual.median, usual.deviation) == (10.0, 5.0)
    assert (usual.least, usual.most) == pytest.approx((10 - 22.239, 10 + 22.239))


def test_values_between_old_and_new_bounds_are_judged_again() -> None:
    before = Usual(20, 5.0, 1.0, log(10), log(1000))
    after = Usual(21, 5.1, 1.0, log(12), log(1000))
    [(low, high)] = between(before, after)
    assert low < 10
    assert high > 12
    assert (low, high) == pytest.approx((10, 12))
    assert between(before, before) == []
    assert between(None, Usual(1, 5.0, 0.0)) == []
    assert between(Usual(19, 5.0, 1.0), before) == [(0.0, inf)]
