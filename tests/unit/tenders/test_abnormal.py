"""Prices that seem abnormally low, by rule."""

from decimal import Decimal

from hypothesis import given
from hypothesis.strategies import decimals, integers, lists

from contracts.reference.abnormal import abnormal_rules
from services.tenders.domain.abnormal import suspects
from tests.unit.tenders.bidding import bid_id


def found(*prices: int | str, estimate: str | None = None) -> dict[int, tuple[str, ...]]:
    by_bid = {bid_id(number): Decimal(price) for number, price in enumerate(prices)}
    wrong = suspects(by_bid, Decimal(estimate) if estimate else None, abnormal_rules())
    return {bid.int: codes for bid, codes in wrong.items()}


def test_a_price_well_under_the_mean_is_suspect_l2152_5() -> None:
    assert found(100, 105, 70) == {2: ("double-mean",)}


def test_a_price_far_over_the_others_does_not_make_them_suspect() -> None:
    assert found(100, 105, 98, 400) == {}


def test_two_prices_have_no_mean_to_speak_of() -> None:
    assert found(100, 20) == {}


def test_the_limit_itself_is_not_under_it() -> None:
    assert found(90, 105, 105) == {}
    assert found("89.99", 105, 105) == {0: ("double-mean",)}


def test_a_price_under_half_of_the_estimate_is_suspect() -> None:
    assert found(50, estimate="100") == {}
    assert found("49.99", estimate="100") == {0: ("half-estimate",)}


@given(lists(decimals(1, 1000, places=2), min_size=3, max_size=8), integers(1, 9))
def test_what_is_suspect_does_not_depend_on_the_size_of_the_amounts(prices: list[Decimal], factor: int) -> None:
    assert found(*map(str, prices)) == found(*(str(price * factor) for price in prices))
