"""A bid stays sealed until it is withdrawn, replaced or opened, once; it tells nobody anything whatever happens."""

from copy import copy
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import booleans, builds, frozensets, integers, just, lists, none, permutations, sampled_from

from chassis.errors import Refusal
from contracts.offer_form import OfferForm, OfferLot, OfferMember
from contracts.vocabulary import Identifier, euros
from services.tenders.domain.bid import NEXT, Bid, BidStatus, Deposit, SealedPiece, counting
from tests.depth import examples
from tests.unit.tenders.builders import HOLDER, IN_TIME, NOW, OTHER_BUYER, REGION

BIDDERS = tuple(Identifier(id=number) for number in (HOLDER, REGION, OTHER_BUYER))
LOTS = frozensets(integers(1, 3), min_size=1).map(lambda lots: tuple(sorted(lots)))
TENDER = uuid4()
FORM = OfferForm(
    members=(OfferMember(identifier=BIDDERS[0], name="Le Forum du livre"),), lots=(OfferLot(lot=1, price=euros(1_000)),)
)


def a_piece(number: int = 0) -> SealedPiece:
    return SealedPiece(kind="offer", name="offer.json", size=100, sha256=f"{number:064x}")


def a_bid(
    lots: tuple[int, ...] = (1,),
    bidder: Identifier = BIDDERS[0],
    *,
    late: bool = False,
    minutes: int = 0,
    status: BidStatus = BidStatus.SEALED,
) -> Bid:
    deposit = Deposit(bidder=bidder, lots=lots, pieces=(a_piece(minutes),))
    at = NOW + timedelta(minutes=minutes)
    bid = Bid.deposited(deposit, tender_id=TENDER, phase="tenders", depositor="a portal", at=at, late=late)
    bid.status = BidStatus.LATE if late else status
    return bid


class BidMachine(RuleBasedStateMachine):
    @initialize(lots=LOTS, late=booleans())
    def deposit(self, lots: tuple[int, ...], late: bool) -> None:
        self.bid = a_bid(lots, late=late)
        assert self.bid.status is (BidStatus.LATE if late else BidStatus.SEALED)

    def expect(self, legal: bool, act: Any) -> None:
        before, status = copy(vars(self.bid)), self.bid.status
        if not legal:
            with pytest.raises(Refusal):
                act()
            assert vars(self.bid) == before
            return
        act()
        assert self.bid.status in NEXT[status]
        assert self.bid.revision == before["changes"] + 1

    @property
    def is_sealed(self) -> bool:
        return self.bid.status is BidStatus.SEALED

    @rule()
    def withdraw(self) -> None:
        self.expect(self.is_sealed, self.bid.withdraw)

    @rule(lots=LOTS)
    def replace(self, lots: tuple[int, ...]) -> None:
        """A later bid takes the place of a sealed one that it covers, and leaves every other as it is."""
        before, gives_way = copy(vars(self.bid)), self.is_sealed and set(self.bid.lots) <= set(lots)
        self.bid.replace(lots)
        if gives_way:
            assert self.bid.status is BidStatus.REPLACED
        else:
            assert vars(self.bid) == before

    @rule(form=none() | just(FORM))
    def open(self, form: OfferForm | None) -> None:
        self.expect(self.is_sealed, lambda: self.bid.open(form, ("key",), self.bid.lots))

    @invariant()
    def it_tells_nobody_anything(self) -> None:
        assert (self.bid.version, self.bid.hand_over()) == (0, [])

    @invariant()
    def what_it_says_is_known_of_an_opened_bid_alone(self) -> None:
        is_opened = self.bid.status is BidStatus.OPENED
        assert (self.bid.form is not None) == is_opened
        assert (self.bid.keys != ()) == (self.bid.status in (BidStatus.OPENED, BidStatus.UNREADABLE))

    @invariant()
    def what_came_late_stays_late(self) -> None:
        assert self.bid.is_late == (self.bid.status is BidStatus.LATE)


TestBidMachine = BidMachine.TestCase
TestBidMachine.settings = settings(max_examples=examples(150), stateful_step_count=6, deadline=None)

COMING = lists(
    builds(
        a_bid, LOTS, sampled_from(BIDDERS), minutes=integers(0, 1000), status=sampled_from(BidStatus), late=just(False)
    ),
    max_size=8,
    unique_by=lambda bid: bid.received_at,
)


@settings(max_examples=examples(200), deadline=None)
@given(COMING.flatmap(lambda bids: permutations(bids).map(lambda order: (bids, order))))
def test_of_a_bidders_bids_for_a_lot_the_last_one_counts_in_whatever_order_they_are_read(
    read: tuple[list[Bid], list[Bid]],
) -> None:
    bids, order = read
    counted = counting(order)
    assert counted == counting(bids) == _by_hand(bids)


def _by_hand(bids: list[Bid]) -> dict[UUID, tuple[int, ...]]:
    """For each bidder and lot, look for the sealed bid that no other came after."""
    sealed = [bid for bid in bids if bid.status is BidStatus.SEALED]
    found: dict[UUID, list[int]] = {}
    for bid in sealed:
        for lot in bid.lots:
            rivals = [one for one in sealed if one.bidder == bid.bidder and lot in one.lots]
            if all(one.received_at <= bid.received_at for one in rivals):
                found.setdefault(bid.id, []).append(lot)
    return {bid_id: tuple(lots) for bid_id, lots in found.items()}


def test_the_same_deposit_is_the_same_bid_and_any_other_is_another() -> None:
    first, again, other = a_bid(), a_bid(), a_bid(minutes=1)
    assert first.id == again.id != other.id
    assert first.received_at < IN_TIME
