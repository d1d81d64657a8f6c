"""Rules about what a buyer, a tenderer or a supplier does over many processes."""

import pytest

from services.analytics.domain.redflags.flag import Group
from services.analytics.domain.redflags.process import Process
from tests.unit.analytics.redflags.offers import a_bid, an_award, raised, set_aside, subjects, won

LOSING = [won(f"lost {n}", f"W{n}", a_bid("A"), a_bid(f"W{n}")) for n in range(4)]


def test_a_busy_tenderer_that_hardly_ever_wins_is_flagged_with_its_ratio() -> None:
    (flag,) = raised("R025", *LOSING, won("won", "A", a_bid("A")))
    assert (flag.group, flag.subject, flag.value) == (Group.TENDERER, "A", 1 / 5)
    assert flag.evidence.numbers["won"] == 1
    assert flag.evidence.numbers["valid"] == 5
    assert flag.evidence.processes == (*(f"lost {n}" for n in range(4)), "won")


def test_a_tenderer_is_busy_from_the_percentile_asked_for() -> None:
    processes = [won("first", "C", a_bid("C"), a_bid("B")), *LOSING]
    assert subjects("R025", *processes, threshold=0, percentile=90) == {"A": 0.0}
    assert subjects("R025", *processes, threshold=0, percentile=0) == {"A": 0.0, "B": 0.0}


@pytest.mark.parametrize(
    "left_out",
    [
        Process(id="open", bids=(a_bid("A"),), awards=(an_award("A", status="pending"),)),
        Process(id="undecided", bids=(a_bid("A"),)),
        Process(id="two winners", bids=(a_bid("A"), a_bid("B")), awards=(an_award("A"), an_award("B"))),
        Process(id="shared award", bids=(a_bid("A"), a_bid("B")), awards=(an_award("A", "B"),)),
        won("group", "A", a_bid("A"), a_bid("B", "C")),
        won("only set aside", "B", set_aside("A"), a_bid("B")),
    ],
    ids=lambda process: process.id,
)
def test_bids_do_not_count_for_the_ratio_where(left_out: Process) -> None:
    assert subjects("R025", *LOSING, left_out, threshold=0) == {"A": 0.0}
    assert raised("R025", *LOSING, left_out, threshold=0)[0].evidence.numbers["valid"] == 4


def test_valid_bids_of_a_process_without_winner_were_not_won() -> None:
    cancelled = Process(id="P", bids=(a_bid("A"),), awards=(an_award("A", status="cancelled"),))
    assert raised("R025", *LOSING, cancelled, threshold=0)[0].evidence.numbers == {
        "won": 0,
        "valid": 5,
        "busy_from": pytest.approx(7 / 3),
        "fence": 0,
    }


def test_a_share_of_disqualified_bids_at_or_over_the_fence_of_its_group_is_flagged() -> None:
    calm = [
        Process(id=f"calm {n}", buyer=f"B{n}", procuring_entity=f"E{n}", bids=(a_bid("X"), a_bid("Y")))
        for n in range(4)
    ]
    harsh = Process(id="harsh", buyer="B", procuring_entity="E", bids=(a_bid("X"), set_aside("Z"), set_aside("Z")))
    flags = raised("R038", *calm, harsh)
    assert [(flag.group, flag.subject, flag.value) for flag in flags] == [
        (Group.BUYER, "B", 2 / 3),
        (Group.PROCURING_ENTITY, "E", 2 / 3),
    ]
    assert flags[0].evidence.processes == ("harsh",)
    assert subjects("R038", *calm, harsh, threshold=1) == {"Z": 1.0}


def test_who_has_too_few_submitted_bids_is_neither_flagged_nor_in_the_sample() -> None:
    processes = [
        Process(id="one", buyer="B1", bids=(set_aside("A"),)),
        Process(id="two", buyer="B2", bids=(a_bid("A"),)),
    ]
    assert subjects("R038", *processes) == {"A": 0.5}
    assert subjects("R038", *processes, minimum_submitted_bids=3) == {}
    assert subjects("R038", *processes, minimum_contracting_processes=1, minimum_submitted_bids=3, threshold=1) == {
        "B1": 1.0
    }


def test_bids_that_were_invited_or_withdrawn_were_not_submitted() -> None:
    bids = (set_aside("A"), a_bid("A"), a_bid("A", status="withdrawn"), a_bid("A", status="invited"))
    assert subjects("R038", Process(id="P", bids=bids), threshold=0.5) == {"A": 0.5}


def supplied(name: str, supplier: str, *codes: str) -> Process:
    return Process(id=name, awards=(an_award(supplier, codes=codes),))


def test_a_supplier_of_unusually_many_kinds_is_flagged_with_their_number() -> None:
    usual = [supplied(f"P{n}", f"S{n}", "30197630", "30125100") for n in range(4)]
    mixed = [supplied("M1", "M", "30197630"), supplied("M2", "M", "45000000", "77300000")]
    (flag,) = raised("R048", *usual, *mixed, minimum_contracting_processes=1)
    assert (flag.subject, flag.value) == ("M", 3.0)
    assert flag.evidence.processes == ("M1", "M2")
    assert flag.evidence.numbers == {"processes": 2, "variety": 3, "fence": pytest.approx(8 / 3)}


def test_the_fence_of_varieties_comes_from_experienced_suppliers_but_holds_for_all() -> None:
    experienced = [supplied(f"P{n}", "S", "30000000") for n in range(20)]
    assert subjects("R048", *experienced, supplied("Q", "New", "30000000", "45000000")) == {"S": 1.0, "New": 2.0}
    assert subjects("R048", *experienced[:19], supplied("Q", "New", "30000000", "45000000")) == {}


def test_kinds_have_as_many_digits_as_asked() -> None:
    processes = (supplied("P", "S", "30197630", "30125100"),)
    assert subjects("R048", *processes, threshold=2) == {}
    assert subjects("R048", *processes, threshold=2, digits=4) == {"S": 2.0}


def test_awards_to_several_suppliers_or_not_in_force_give_no_kind() -> None:
    awards = (an_award("S", "T", codes=("30000000",)), an_award("S", status="cancelled", codes=("45000000",)))
    assert subjects("R048", Process(id="P", awards=awards), threshold=1) == {}
