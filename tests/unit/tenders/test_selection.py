"""What stands of the bids of a phase that was held in rounds, and who goes on."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from contracts.reference.procedures import Phase, procedures
from contracts.vocabulary import Procedure
from services.tenders.domain.bid import Bid, BidNotFound
from services.tenders.domain.rules.phases import phases_of
from services.tenders.domain.selection import Choice, TooFewCandidates, standing
from services.tenders.domain.terms import Terms
from tests.unit.tenders.bidding import TENDER, an_opened_bid
from tests.unit.tenders.builders import IN_TIME, TERMS

_, TENDERS, NEGOTIATION, _ = procedures()[Procedure.NEGOTIATED].phases
REQUESTS = phases_of(Terms(**{**TERMS, "procedure": "restricted", "technique": "dynamic-system"}))[0]


def a_bid(bidder: int, round_: int, *lots: int) -> Bid:
    bid = an_opened_bid(bidder, TENDER)
    bid.id, bid.lots = UUID(int=100 * round_ + bidder), lots or (1,)
    bid.received_at = IN_TIME - timedelta(days=9 - round_)
    return bid


def test_the_last_bid_of_each_bidder_stands() -> None:
    first, second, other = a_bid(0, 1), a_bid(0, 2), a_bid(1, 1)
    assert standing([second, first, other], None) == [other, second]


def test_who_was_not_invited_to_the_last_round_is_out() -> None:
    left, out = a_bid(0, 1), a_bid(1, 1)
    assert standing([left, out], [left.bidder]) == [left]


def test_a_bid_stands_for_the_lots_that_no_later_one_names() -> None:
    both, one = a_bid(0, 1, 1, 2), a_bid(0, 2, 1)
    assert standing([both, one], None) == [both, one]
    assert standing([both, one], None, lot=1) == [one]
    assert standing([both, one], None, lot=2) == [both]


def test_a_bid_that_was_not_opened_is_not_chosen() -> None:
    with pytest.raises(BidNotFound):
        Choice.among([a_bid(0, 1)], [uuid4()], NEGOTIATION)


@pytest.mark.parametrize(("phase", "number"), [(TENDERS, 0), (TENDERS, 2), (NEGOTIATION, 0)])
def test_fewer_than_the_law_asks_for_are_refused(phase: Phase, number: int) -> None:
    with pytest.raises(TooFewCandidates):
        Choice(phase, tuple(a_bid(each, 1) for each in range(number))).must_be_enough(None)


def test_two_bids_of_one_bidder_are_one_candidate() -> None:
    chosen = (a_bid(0, 1), a_bid(0, 2), a_bid(1, 1))
    [warning] = Choice(TENDERS, chosen).must_be_enough("Deux seuls sont aptes")
    assert "Only 2 of at least 3" in warning


def test_a_reason_does_not_replace_the_last_candidate() -> None:
    with pytest.raises(TooFewCandidates):
        Choice(TENDERS, ()).must_be_enough("Aucun")


def test_a_dynamic_system_admits_any_number_and_keeps_nobody_out() -> None:
    choice = Choice(REQUESTS, (a_bid(0, 1),))
    assert (choice.invited, choice.admitted) == (None, choice.bidders)
    assert replace(choice, chosen=()).must_be_enough(None) == ()
