"""Which processes are looked at, per process or per lot, in any order."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.analytics.domain.redflags.inquiry import flags
from services.analytics.domain.redflags.process import Lot, Process
from services.analytics.domain.redflags.settings import COMPARE_PRICES, OPTIONS, Settings
from tests.unit.analytics.redflags.offers import a_bid, a_duel, an_award, asking, set_aside


def equal_prices(name: str, details: str | None = None, **more: Any) -> Process:
    return Process(id=name, method_details=details, bids=(a_bid("A", amount=5), a_bid("B", amount=5)), **more)


def flagged(settings: Settings, *processes: Process) -> set[str]:
    return {flag.subject for flag in flags(processes, settings).flags}


def test_cancelled_processes_and_excluded_procedures_are_not_looked_at() -> None:
    settings = Settings(asking("R028").indicators, excluded=frozenset({"Lottery"}))
    assert not flagged(settings, equal_prices("P", status="cancelled"), equal_prices("Q", "Lottery"))
    assert "R" in flagged(settings, equal_prices("R", "Auction", status="complete"))


@pytest.mark.parametrize(
    ("limits", "compared"),
    [
        ({}, {"none", "auction", "tariff"}),
        ({"uncompared": {"tariff"}}, {"none", "auction"}),
        ({"compared": {"auction"}}, {"auction"}),
        ({"compared": {"auction", "tariff"}, "uncompared": {"tariff"}}, {"auction"}),
    ],
)
def test_prices_are_compared_only_where_they_compete(limits: dict[str, set[str]], compared: set[str]) -> None:
    settings = Settings(asking("R028").indicators, **{name: frozenset(each) for name, each in limits.items()})
    processes = equal_prices("none"), equal_prices("auction", "auction"), equal_prices("tariff", "tariff")
    assert flagged(settings, *processes) - {"A", "B"} == compared


def test_rules_that_compare_no_prices_look_at_set_prices_too() -> None:
    settings = Settings(Settings.all().indicators, compared=frozenset({"auction"}))
    process = Process(id="P", method="open", tenderer_count=1)
    assert {flag.code for flag in flags([process], settings).flags} == {"R018"}
    assert {"R024", "R028", "R036", "R058"} == COMPARE_PRICES


def test_only_the_indicators_asked_for_are_run() -> None:
    assert not flags([equal_prices("P")], Settings()).flags
    assert len(OPTIONS) == 11


def test_the_first_currency_seen_is_the_main_one_unless_one_is_declared() -> None:
    foreign, usual = a_duel("first", 10, 11), a_duel("then", 10, 11)
    dollars = Process(
        id="dollars",
        bids=(a_bid("Winner", amount=10, currency="USD"), a_bid("Loser", amount=11, currency="USD")),
        awards=(an_award("Winner"),),
    )
    settings = asking("R024", threshold=1)
    assert flagged(settings, foreign, dollars, usual) == {"first", "then", "Winner", "Loser"}
    declared = Settings(settings.indicators, currency="USD")
    assert flagged(declared, foreign, dollars, usual) == {"dollars", "Winner", "Loser"}


@pytest.mark.parametrize(("currency", "flagged_by"), [("USD", {"R028"}), ("EUR", set())])
def test_prices_are_identical_in_the_main_currency_alone(currency: str, flagged_by: set[str]) -> None:
    bids = (a_bid("A", amount=5, currency="USD"), a_bid("B", amount=5, currency="USD"))
    found = flags([Process(id="P", bids=bids)], Settings(Settings.all().indicators, currency=currency)).flags
    assert {flag.code for flag in found} == flagged_by


def test_each_lot_is_judged_by_its_own_bids_and_awards() -> None:
    lots = (
        Lot("1", (a_bid("A", amount=10), a_bid("B", amount=11)), (an_award("A"),)),
        Lot("2", (a_bid("A", amount=10), a_bid("C", amount=40)), (an_award("A"),), tenderer_count=1),
    )
    whole = [bid for lot in lots for bid in lot.bids]
    process = Process(id="P", method="open", bids=whole, awards=[an_award("A"), an_award("A")], lots=lots)
    settings = Settings({"R024": OPTIONS["R024"](threshold=0.2), "R018": OPTIONS["R018"]()})
    by_lot = flags([process], settings, per="lot").flags
    assert {(flag.code, flag.subject) for flag in by_lot} == {
        ("R018", "P/2"),
        ("R024", "P/1"),
        ("R024", "A"),
        ("R024", "B"),
    }
    assert not flags([process], settings).flags


def test_a_process_without_lots_is_its_own_only_lot() -> None:
    process = equal_prices("P")
    assert flags([process], per="lot").flags == flags([process]).flags


BIDS = st.builds(
    a_bid,
    st.sampled_from("ABCDE"),
    amount=st.integers(1, 30).map(float),
    status=st.sampled_from(["valid", "disqualified", "pending", "withdrawn"]),
)
AWARDS = st.builds(
    an_award,
    st.sampled_from("ABCDE"),
    status=st.sampled_from(["active", "active", "cancelled", "pending"]),
    codes=st.tuples(st.sampled_from(["30000000", "45000000", "77000000"])),
)
PROCESSES = st.lists(
    st.tuples(st.lists(BIDS, max_size=5), st.lists(AWARDS, max_size=2), st.sampled_from("XYZ")), max_size=12
).map(
    lambda drawn: [
        Process(id=str(n), buyer=buyer, bids=bids, awards=awards, method="open", tenderer_count=len(bids))
        for n, (bids, awards, buyer) in enumerate(drawn)
    ]
)


@given(PROCESSES, st.randoms(use_true_random=False))
def test_the_order_of_processes_does_not_change_the_answer(processes: list[Process], random: Any) -> None:
    shuffled = random.sample(processes, len(processes))
    answers = [
        ({(flag.code, flag.group, flag.subject, flag.value) for flag in found.flags}, found.fences)
        for found in (flags(processes), flags(shuffled))
    ]
    assert all(one == other for one, other in pairwise(answers))


def test_fences_of_one_period_can_be_frozen_and_held_to_in_the_next() -> None:
    past = flags(
        [Process(id=f"P{n}", buyer=f"B{n}", bids=(a_bid("A"), set_aside("A"))) for n in range(3)], asking("R038")
    )
    assert past.fences.by_measure["R038.Buyer"].limit == 0.5
    present = [Process(id="Q", buyer="C", bids=(a_bid("A"), a_bid("A"), set_aside("A")))]
    assert "C" in flagged(asking("R038"), *present)
    assert not flags(present, asking("R038"), fences=past.fences).flags
