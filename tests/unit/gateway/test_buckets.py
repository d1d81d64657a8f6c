"""How often a caller may ask, and how much memory that takes."""

import pytest
from starlette.types import Scope

from gateway.limits.buckets import Buckets
from gateway.limits.caller import address_of
from gateway.limits.cost import Cost, Quota
from tests.unit.gateway.test_breaker import Clock

TEN_A_MINUTE = {Cost.READ: Quota(10), Cost.BULK: Quota(1)}


def test_a_whole_quota_may_be_used_at_once_and_no_more() -> None:
    buckets = Buckets(TEN_A_MINUTE, clock=Clock())
    assert [buckets.take("ann", Cost.READ).left for _ in range(10)] == list(range(9, -1, -1))
    refused = buckets.take("ann", Cost.READ)
    assert (refused.left, round(refused.wait, 6), round(refused.full_in, 6)) == (0, 6, 60)


def test_a_refused_request_takes_nothing() -> None:
    clock = Clock()
    buckets = Buckets(TEN_A_MINUTE, clock=clock)
    for _ in range(30):
        buckets.take("ann", Cost.READ)
    clock.now = 6.0
    assert buckets.take("ann", Cost.READ).wait == 0
    assert buckets.take("ann", Cost.READ).wait == pytest.approx(6)


def test_each_caller_and_each_class_has_a_bucket_of_its_own() -> None:
    buckets = Buckets(TEN_A_MINUTE, clock=Clock())
    assert not buckets.take("ann", Cost.BULK).wait
    assert buckets.take("ann", Cost.BULK).wait
    assert not buckets.take("bob", Cost.BULK).wait
    assert not buckets.take("ann", Cost.READ).wait


def test_a_quota_comes_back_over_its_window() -> None:
    clock = Clock()
    buckets = Buckets(TEN_A_MINUTE, clock=clock)
    for _ in range(10):
        buckets.take("ann", Cost.READ)
    clock.now = 60.0
    assert buckets.take("ann", Cost.READ).left == 9


def test_callers_without_end_take_no_memory_without_end() -> None:
    buckets = Buckets(TEN_A_MINUTE, most=100, clock=Clock())
    for number in range(1000):
        buckets.take(f"caller {number}", Cost.BULK)
        assert len(buckets) <= 100
    assert buckets.take("caller 999", Cost.BULK).wait, "the latest ones are remembered"


def test_only_buckets_that_are_full_again_are_forgotten_where_that_is_enough() -> None:
    clock = Clock()
    buckets = Buckets(TEN_A_MINUTE, most=100, clock=clock)
    for number in range(50):
        buckets.take(f"old {number}", Cost.BULK)
    clock.now = 59.0
    for number in range(50):
        buckets.take(f"new {number}", Cost.BULK)
    clock.now = 61.0
    buckets.take("another", Cost.BULK)
    assert len(buckets) == 51
    assert buckets.take("new 0", Cost.BULK).wait


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_stands_for_the_network_that_is_one_callers(host: str, network: str) -> None:
    scope: Scope = {"client": (host, 1)}
    assert address_of(scope) == network
