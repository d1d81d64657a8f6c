"""R024 and R058: how far the winner's price is from the next one."""

import pytest

from services.analytics.domain.redflags.fence import Fence, Fences
from services.analytics.domain.redflags.flag import Group
from services.analytics.domain.redflags.process import Process
from tests.unit.analytics.redflags.offers import a_bid, a_duel, an_award, raised, set_aside, subjects, won

USUAL = [a_duel(f"usual {n}", 10, 40, winner=f"W{n}", loser=f"L{n}") for n in range(4)]


def test_a_gap_at_or_under_the_lower_fence_flags_the_process_the_winner_and_the_second() -> None:
    flags = raised("R024", *USUAL, a_duel("close", 10, 11, winner="A", loser="B"))
    assert [(flag.group, flag.subject, flag.value) for flag in flags] == [
        (Group.PROCESS, "close", 0.1),
        (Group.TENDERER, "A", 0.0),
        (Group.TENDERER, "B", 0.0),
    ]


def test_a_gap_at_or_over_the_upper_fence_flags_the_process_and_the_winner() -> None:
    assert subjects("R058", *USUAL, a_duel("deep", 10, 110, winner="A", loser="B")) == {"deep": 10.0, "A": 0.0}


@pytest.mark.parametrize(("code", "second"), [("R024", 12), ("R058", 12)])
def test_a_threshold_takes_the_place_of_the_fence_and_is_itself_flagged(code: str, second: float) -> None:
    duel = a_duel("P", 10, second)
    assert "P" in subjects(code, duel, threshold=0.2)
    assert not subjects(code, duel, threshold=0.2 + (0.01 if code == "R058" else -0.01))


def test_a_flag_names_the_bids_the_prices_and_the_fence() -> None:
    evidence = raised("R024", a_duel("P", 10, 11), threshold=0.5)[0].evidence
    assert evidence.processes == ("P",)
    assert evidence.bids == ("bid of Winner at 10", "bid of Loser at 11")
    assert evidence.numbers == {"winning": 10, "second": 11, "ratio": 0.1, "fence": 0.5}


def test_the_lowest_of_the_winner_s_bids_is_the_winning_one_and_its_others_are_not_the_second() -> None:
    bids = (a_bid("A", amount=12), a_bid("A", amount=10), a_bid("B", amount=15), a_bid("C", amount=14))
    assert subjects("R024", won("P", "A", *bids), threshold=1) == {"P": 0.4, "A": 0.0, "C": 0.0}


@pytest.mark.parametrize(
    "process",
    [
        won("the winner was not the lowest", "A", a_bid("A", amount=12), a_bid("B", amount=10)),
        won("nobody else was valid", "A", a_bid("A", amount=10), set_aside("B", amount=11)),
        won("the winner did not bid", "C", a_bid("A", amount=10), a_bid("B", amount=11)),
        won("a group bid", "A", a_bid("A", amount=10), a_bid("B", amount=11), a_bid("C", "D", amount=12)),
        won("a bid is nobody's", "A", a_bid("A", amount=10), a_bid("B", amount=11), a_bid(amount=12)),
        won("the other has no price", "A", a_bid("A", amount=10), a_bid("B")),
        won("the price is zero", "A", a_bid("A", amount=0), a_bid("B", amount=1)),
        won("the other has another currency", "A", a_bid("A", amount=10), a_bid("B", amount=11, currency="USD")),
        Process(
            id="two awards are in force",
            bids=(a_bid("A", amount=10), a_bid("B", amount=11)),
            awards=(an_award("A"), an_award("A")),
        ),
        Process(
            id="the award has two suppliers",
            bids=(a_bid("A", amount=10), a_bid("B", amount=11)),
            awards=(an_award("A", "B"),),
        ),
        Process(
            id="an award is pending",
            bids=(a_bid("A", amount=10), a_bid("B", amount=11)),
            awards=(an_award("A"), an_award("B", status="pending")),
        ),
    ],
    ids=lambda process: process.id,
)
def test_there_is_no_gap_where(process: Process) -> None:
    assert not raised("R024", process, threshold=1e9)


def test_a_process_whose_every_gap_is_zero_is_no_outlier() -> None:
    assert not raised("R024", *[a_duel(f"P{n}", 10, 10) for n in range(5)])


def test_frozen_fences_are_held_to_instead_of_those_of_the_sample() -> None:
    frozen = Fences({"R024": Fence(0.5, 0.8, 1.0)})
    assert {flag.subject for flag in raised("R024", a_duel("P", 10, 15), *USUAL, fences=frozen)} >= {"P"}
    assert not raised("R024", a_duel("P", 10, 16), *USUAL, fences=frozen)
    assert not raised("R024", a_duel("P", 10, 10), *USUAL, fences=Fences())
