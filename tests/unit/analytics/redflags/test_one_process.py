"""Rules that look at each process alone."""

from typing import Any

import pytest

from services.analytics.domain.redflags.process import Process
from tests.unit.analytics.redflags.offers import a_bid, an_award, at, raised, set_aside, subjects, won


def open_for(start: str | None, end: str | None, **more: Any) -> Process:
    return Process(id="P", opened_at=at(start) if start else None, deadline=at(end) if end else None, **more)


@pytest.mark.parametrize(
    ("start", "end", "flagged"),
    [
        ("2024-03-01T10:00:00+01:00", "2024-03-16T09:59:59+01:00", True),
        ("2024-03-01T10:00:00+01:00", "2024-03-16T10:00:00+01:00", False),
        ("2024-03-01T10:00:00+01:00", "2024-03-16T09:00:00+00:00", False),
        (None, "2024-03-16T10:00:00+01:00", False),
        ("2024-03-01T10:00:00+01:00", None, False),
    ],
)
def test_a_period_of_fewer_than_fifteen_whole_days_is_short(start: str | None, end: str | None, flagged: bool) -> None:
    assert bool(raised("R003", open_for(start, end))) is flagged


@pytest.mark.parametrize(
    ("more", "flagged"),
    [
        ({"method_details": "Urgent"}, False),
        ({"method_details": "Other"}, True),
        ({"method_details": "Urgent", "method": "limited"}, False),
        ({"method": "limited"}, False),
    ],
)
def test_a_procedure_may_have_its_own_shortest_period(more: dict[str, Any], flagged: bool) -> None:
    process = open_for("2024-03-01T00:00:00Z", "2024-03-09T00:00:00Z", **({"method": "open"} | more))
    options = {"procurement_methods": ("open",), "procurement_method_details": {"Urgent": 8}}
    assert bool(raised("R003", process, **options)) is flagged


@pytest.mark.parametrize(
    ("count", "method", "flagged"),
    [(1, "open", True), (1, "selective", True), (1, "limited", False), (1, None, False), (2, "open", False)],
)
def test_a_single_declared_tenderer_is_flagged_where_competition_is_expected(
    count: int, method: str | None, flagged: bool
) -> None:
    assert bool(raised("R018", Process(id="P", tenderer_count=count, method=method))) is flagged


def test_bids_are_not_counted_where_the_number_of_tenderers_is_not_declared() -> None:
    assert not raised("R018", Process(id="P", method="open", bids=(a_bid("A"),)))


def test_different_tenderers_with_one_price_are_flagged_whatever_became_of_their_bids() -> None:
    bids = (a_bid("A", amount=5), set_aside("B", amount=5), a_bid("C", amount=6), a_bid("D", amount=5, status=None))
    assert subjects("R028", Process(id="P", bids=bids)) == {"P": 1.0, "A": 1.0, "B": 1.0}


@pytest.mark.parametrize(
    "bids",
    [
        (a_bid("A", amount=5), a_bid("A", amount=5)),
        (a_bid("A", amount=5), a_bid("B", amount=5, currency="USD")),
        (a_bid("A", amount=5), a_bid("B", amount=5, status="withdrawn")),
        (a_bid("A"), a_bid("B")),
        (a_bid(amount=5), a_bid("B", amount=5)),
    ],
)
def test_one_price_needs_two_tenderers_one_currency_and_submitted_bids(bids: tuple[Any, ...]) -> None:
    assert not raised("R028", Process(id="P", bids=bids))


def test_a_late_bid_that_won_is_flagged_with_the_seconds_and_those_who_won() -> None:
    late = a_bid("A", "B", received_at=at("2024-03-01T12:00:10+01:00"))
    process = won("P", "A", late, deadline=at("2024-03-01T11:00:00Z"))
    assert subjects("R030", process) == {"P": 1.0, "A": 1.0}
    assert raised("R030", process)[0].evidence.numbers == {"seconds_late": 10}


@pytest.mark.parametrize(
    ("received", "status", "winner"),
    [
        ("2024-03-01T11:00:00Z", "valid", "A"),
        ("2024-03-01T11:00:01Z", "disqualified", "A"),
        ("2024-03-01T11:00:01Z", "valid", "B"),
    ],
)
def test_a_bid_in_time_a_losing_one_or_one_set_aside_is_no_late_winner(received: str, status: str, winner: str) -> None:
    bid = a_bid("A", status=status, received_at=at(received))
    assert not raised("R030", won("P", winner, bid, deadline=at("2024-03-01T11:00:00Z")))


def test_a_sole_survivor_that_won_is_flagged_with_the_number_of_the_others() -> None:
    bids = (a_bid("A"), a_bid("A"), set_aside("B"), set_aside("C"), set_aside("C"), set_aside("A"))
    assert subjects("R035", won("P", "A", *bids)) == {"P": 2.0, "A": 0.0}
    assert subjects("R035", won("P", "A", *bids), threshold=3) == {}


@pytest.mark.parametrize(
    "process",
    [
        won("another won", "B", a_bid("A"), set_aside("B")),
        won("two are valid", "A", a_bid("A"), a_bid("C"), set_aside("B")),
        won("a group is valid", "A", a_bid("A", "C"), set_aside("B")),
        won("one is valid of nobody knows whom", "A", a_bid("A"), a_bid(), set_aside("B")),
        won("it set aside only its own", "A", a_bid("A"), set_aside("A")),
        Process(
            id="one is open", bids=(a_bid("A"), set_aside("B")), awards=(an_award("A"), an_award(status="pending"))
        ),
        Process(id="one is nothing", bids=(a_bid("A"), set_aside("B")), awards=(an_award("A"), an_award(status=None))),
        Process(id="nothing awarded", bids=(a_bid("A"), set_aside("B"))),
        Process(id="two won", bids=(a_bid("A"), set_aside("B")), awards=(an_award("A"), an_award("B"))),
    ],
    ids=lambda process: process.id,
)
def test_there_is_no_sole_survivor_where(process: Process) -> None:
    assert not raised("R035", process)


def test_a_cancelled_award_to_another_does_not_clear_a_sole_survivor() -> None:
    awards = (an_award("A"), an_award("B", status="cancelled"))
    assert raised("R035", Process(id="P", bids=(a_bid("A"), set_aside("B")), awards=awards))


def test_the_lowest_bid_set_aside_is_flagged_beside_what_it_undercut() -> None:
    (flag,) = raised("R036", won("P", "A", a_bid("A", amount=8), set_aside("B", amount=7), set_aside("C", amount=9)))
    assert (flag.subject, flag.value) == ("P", 1.0)
    assert flag.evidence.numbers == {"disqualified": 7, "lowest_other": 8}


@pytest.mark.parametrize(
    "process",
    [
        won("an equal one is valid", "A", a_bid("A", amount=7), set_aside("B", amount=7)),
        won(
            "a lower one is pending",
            "A",
            a_bid("A", amount=8),
            set_aside("B", amount=7),
            a_bid("C", amount=6, status="pending"),
        ),
        won(
            "no valid bid has an amount",
            "A",
            a_bid("A"),
            set_aside("B", amount=7),
            a_bid("C", amount=9, status="pending"),
        ),
        Process(id="no award is in force", bids=(a_bid("A", amount=8), set_aside("B", amount=7))),
        won(
            "the lowest has another currency",
            "A",
            a_bid("A", amount=8),
            a_bid("B", amount=7, status="disqualified", currency="USD"),
        ),
    ],
    ids=lambda process: process.id,
)
def test_the_lowest_bid_was_not_set_aside_where(process: Process) -> None:
    assert not raised("R036", process)
