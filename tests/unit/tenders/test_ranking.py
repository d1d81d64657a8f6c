"""A ranking follows from prices and marks alone, in whatever order they come."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis.strategies import DrawFn, composite, decimals, integers, lists, permutations, randoms

from services.tenders.domain.ranking import DrawNeeded, Marks, Ranked, rank
from tests.unit.tenders.bidding import PRICE, QUALITY, bid_id, yardsticks

Prices = dict[UUID, Decimal]
STICKS = yardsticks(PRICE, QUALITY)


def ranked(prices: Prices, marks: Marks) -> list[Ranked]:
    return rank(STICKS, marks, prices, sorted(prices))


@composite
def fields(draw: DrawFn) -> tuple[Prices, dict[tuple[UUID, int], list[Decimal]]]:
    """Bids with prices and the marks of two evaluators."""
    count = draw(integers(1, 6))
    prices = {bid_id(number): draw(decimals(1, 1000, places=2)) for number in range(count)}
    marks = {(bid, 2): draw(lists(decimals(0, 10, places=1), min_size=2, max_size=2)) for bid in prices}
    return prices, marks


@given(fields(), randoms(use_true_random=False))
def test_the_order_in_which_bids_and_marks_come_changes_nothing(field, random) -> None:  # type: ignore[no-untyped-def]
    prices, marks = field
    keys, places = list(prices), list(marks)
    random.shuffle(keys)
    random.shuffle(places)
    again = ranked({key: prices[key] for key in keys}, {key: marks[key][::-1] for key in places})
    assert again == ranked(prices, marks)


@given(fields())
def test_totals_are_the_exact_sums_of_their_parts_and_fall_with_the_rank(
    field: tuple[Prices, dict[tuple[UUID, int], list[Decimal]]],
) -> None:
    found = ranked(*field)
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert [one.total for one in found] == sorted((one.total for one in found), reverse=True)
    for one in found:
        assert one.total == sum(part.points for part in one.parts)
        assert all(0 <= part.points <= part.weight for part in one.parts)


@given(fields(), decimals(0, 1000, places=2))
def test_who_lowers_its_price_never_falls_behind(
    field: tuple[Prices, dict[tuple[UUID, int], list[Decimal]]], lower: Decimal
) -> None:
    prices, marks = field
    bid = bid_id(0)
    assume(0 < lower < prices[bid])
    before = next(one.rank for one in ranked(prices, marks) if one.bid_id == bid)
    after = next(one.rank for one in ranked({**prices, bid: lower}, marks) if one.bid_id == bid)
    assert after <= before


def test_a_total_is_rounded_half_up_at_the_fourth_decimal() -> None:
    prices = {bid_id(0): Decimal(3), bid_id(1): Decimal(7)}
    marks = {(bid, 2): [Decimal(0)] for bid in prices}
    assert [str(one.total) for one in ranked(prices, marks)] == ["40.0000", "17.1429"]


def test_the_mean_of_the_marks_counts() -> None:
    prices = {bid_id(0): Decimal(100)}
    [one] = ranked(prices, {(bid_id(0), 2): [Decimal(10), Decimal(5), Decimal(3)]})
    assert one.parts[1].points == Decimal("36.0000")


def test_equal_totals_go_by_the_lower_price() -> None:
    prices = {bid_id(0): Decimal(200), bid_id(1): Decimal(100)}
    marks = {(bid_id(0), 2): [Decimal(10)], (bid_id(1), 2): [Decimal(20) / 3]}
    found = ranked(prices, marks)
    assert {one.total for one in found} == {Decimal("80.0000")}
    assert [one.bid_id for one in found] == [bid_id(1), bid_id(0)]


@given(permutations([bid_id(0), bid_id(1), bid_id(2)]))
def test_equal_bids_go_by_the_draw(draw: list[UUID]) -> None:
    prices = dict.fromkeys(map(bid_id, range(3)), Decimal(100))
    marks = {(bid, 2): [Decimal(5)] for bid in prices}
    assert [one.bid_id for one in rank(STICKS, marks, prices, draw)] == draw
    with pytest.raises(DrawNeeded):
        rank(STICKS, marks, prices, draw[:2])
