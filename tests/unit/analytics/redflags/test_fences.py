"""Quartiles are of Hyndman and Fan's type 8; a fence stands 1.5 interquartile ranges away."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.analytics.domain.redflags.fence import Fence, measured, percentile
from services.analytics.domain.redflags.quartiles import quantile, quartiles

SAMPLES = st.lists(st.floats(min_value=-1e6, max_value=1e6), min_size=1, max_size=40).map(sorted)


@pytest.mark.parametrize(
    ("sample", "part", "value"),
    [
        ([7.0], 0.25, 7.0),
        ([0.0, 12.0], 0.25, 0.0),
        ([0.0, 12.0], 0.5, 6.0),
        ([0.0, 12.0, 24.0], 0.25, 2.0),
        ([0.0, 12.0, 24.0], 0.75, 22.0),
        ([0.0, 12.0, 24.0, 36.0], 0.25, 5.0),
        ([1.0, 2.0, 3.0, 4.0, 5.0], 0.5, 3.0),
        ([0.0, 3.0, 3.0, 3.0, 3.0], 0.25, 2.0),
    ],
)
def test_a_quantile_lies_at_a_third_more_than_its_part_of_a_third_more_than_the_size(
    sample: list[float], part: float, value: float
) -> None:
    assert quantile(sample, part) == pytest.approx(value)


@given(SAMPLES)
def test_quantiles_stay_inside_the_sample_and_never_fall(sample: list[float]) -> None:
    found = [quantile(sample, part / 20) for part in range(21)]
    assert found[0] == sample[0]
    assert found[-1] == sample[-1]
    assert all(lower <= upper + 1e-6 for lower, upper in pairwise(found))


def test_fences_stand_one_and_a_half_interquartile_ranges_outside_the_quartiles() -> None:
    sample = [3.0, 0.0, 3.0, 3.0, 3.0]
    assert quartiles(sorted(sample)) == pytest.approx((2.0, 3.0))
    lower, upper = measured(sample, "lower"), measured(sample, "upper")
    assert lower
    assert upper
    assert lower.limit == pytest.approx(0.5)
    assert upper.limit == pytest.approx(4.5)


@pytest.mark.parametrize("sample", [[], [0.0], [0.0] * 7 + [0.9]])
def test_a_sample_that_is_empty_or_three_quarters_zero_gives_no_fence(sample: list[float]) -> None:
    assert measured(sample, "upper") is None
    assert measured(sample, "lower") is None


def test_a_sample_of_equal_values_above_zero_gives_that_value_as_fence() -> None:
    assert measured([0.5, 0.5], "upper") == Fence(0.5, 0.5, 0.5)


def test_a_percentile_of_nothing_is_no_fence() -> None:
    assert percentile([], 75) is None
    assert percentile([1, 2, 3, 4, 5], 50) == Fence(3.0)
