"""Percentiles, medians and ratios of what was measured."""

import pytest

from benchmarks.percentiles import Spread, median, percentile
from benchmarks.sample import Sample, alternated, middle, ratio


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [5.0, 1.0, 3.0, 2.0, 4.0]
    assert [percentile(values, rank) for rank in (1, 50, 80, 99, 100)] == [1, 3, 4, 5, 5]


def test_the_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        percentile([], 50)


def test_the_median_of_two_is_their_mean() -> None:
    assert (median([1, 3]), median([9, 1, 3])) == (2, 3)


def test_a_spread_is_in_milliseconds() -> None:
    assert Spread.of([0.001] * 98 + [0.25] * 2) == Spread(p50=1, p95=1, p99=250)


def test_one_slow_round_of_the_machine_moves_no_ratio() -> None:
    ours, limit = [Sample(50), Sample(5), Sample(60)], [Sample(100), Sample(10), Sample(120)]
    assert ratio(ours, limit) == 0.5


def test_the_middle_of_samples_adds_up_what_failed() -> None:
    taken = middle([Sample(1, cpu=10, failed=1), Sample(3, cpu=30, failed=2), Sample(2, cpu=20)])
    assert (taken.rate, taken.cpu, taken.failed) == (2, 20, 3)


async def test_sides_take_turns() -> None:
    turns: list[str] = []

    async def side(name: str) -> Sample:
        turns.append(name)
        return Sample(1)

    await alternated({"ours": lambda: side("ours"), "limit": lambda: side("limit")}, rounds=2)
    assert turns == ["ours", "limit", "ours", "limit"]
