"""What is bounded: work in this process, calls to a service, and their repetitions."""

import pytest

from gateway.budget import MOST_SAVED, Budget
from gateway.bulkhead import Bulkhead, Full
from gateway.limits.cost import CLASSES, Cost
from gateway.limits.load import LATE_SECONDS, Load


def refused(load: Load) -> list[Cost]:
    return [cost for cost in CLASSES if load.refuses(cost)]


def test_the_more_is_in_flight_the_more_classes_are_refused_and_bids_last() -> None:
    load = Load(100)
    load.in_flight = 49
    assert refused(load) == []
    load.in_flight = 50
    assert refused(load) == [Cost.BULK, Cost.SEARCH]
    load.in_flight = 99
    assert refused(load) == [cost for cost in CLASSES if cost is not Cost.BID]
    load.in_flight = 100
    assert refused(load) == list(CLASSES)


def test_a_loop_that_stays_late_refuses_and_one_late_look_does_not() -> None:
    load = Load(100)
    for late in (LATE_SECONDS, 0.0, LATE_SECONDS, LATE_SECONDS):
        load.note(late)
    assert refused(load) == []
    load.note(LATE_SECONDS / 2)
    assert refused(load) == [Cost.BULK, Cost.SEARCH]
    load.note(0.0)
    assert refused(load) == []


def test_a_bulkhead_has_so_many_places_and_gives_them_back() -> None:
    bulkhead = Bulkhead(1)
    with bulkhead, pytest.raises(Full), bulkhead:
        pass
    with pytest.raises(ValueError, match="failed"), bulkhead:
        raise ValueError("failed")
    assert bulkhead.taken == 0


def test_one_call_of_ten_may_be_repeated() -> None:
    budget = Budget()
    while budget.spends():
        pass
    repeated = 0
    for _ in range(1000):
        budget.earn()
        repeated += budget.spends()
    assert 95 <= repeated <= 100


def test_a_quiet_time_saves_a_few_repetitions_and_no_more() -> None:
    budget = Budget()
    for _ in range(10_000):
        budget.earn()
    spent = 0
    while budget.spends():
        spent += 1
    assert spent == MOST_SAVED
