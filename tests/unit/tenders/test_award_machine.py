"""An award: no illegal move, one fact a move, and facts replayed give its state."""

from collections.abc import Callable
from copy import copy
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import booleans, datetimes, integers, just, sampled_from

from chassis.errors import Refusal
from contracts.calendar import PARIS, day_of
from contracts.fact import Fact
from contracts.procedures import (
    AwardAnnulled,
    AwardApproved,
    AwardConfirmed,
    AwardNotified,
    AwardProposed,
    LoserNotified,
)
from services.tenders.domain.award_decision import AwardDecision
from services.tenders.domain.award_status import NEXT, AwardStatus
from services.tenders.domain.evaluation import NoBidAdmissible
from services.tenders.domain.holders import TooManyHolders
from services.tenders.domain.ranking import Ranked
from services.tenders.domain.time_limits import TimeLimit
from services.tenders.domain.winners import PassedOverWithoutNeed, winners
from tests.depth import examples
from tests.unit.tenders.bidding import OPENED, TENDER, bid_id
from tests.unit.tenders.builders import STANDSTILL


def a_proposal() -> AwardDecision:
    return AwardDecision.proposed(uuid4(), TENDER, 1, [bid_id(1)], by="rozenn", now=OPENED)


class AwardMachine(RuleBasedStateMachine):
    LED_TO: ClassVar[dict[type[Fact], AwardStatus]] = {
        AwardProposed: AwardStatus.PROPOSED,
        AwardApproved: AwardStatus.APPROVED,
        AwardNotified: AwardStatus.STANDSTILL,
        AwardConfirmed: AwardStatus.CONFIRMED,
        AwardAnnulled: AwardStatus.ANNULLED,
    }

    def __init__(self) -> None:
        super().__init__()
        self.now = OPENED
        self.award = a_proposal()
        self.told = 0
        self.replayed: AwardStatus | None = None
        self.letters: set[UUID] = set()
        self.read()

    def read(self) -> list[Fact]:
        told = self.award.hand_over()
        assert [one.version for one in told] == list(range(self.told + 1, self.told + len(told) + 1))
        self.told += len(told)
        self.letters |= {one.fact.bid_id for one in told if isinstance(one.fact, LoserNotified)}
        moves = [one.fact for one in told if type(one.fact) in self.LED_TO]
        for fact in moves:
            self.replayed = self.LED_TO[type(fact)]
        return moves

    def expect(self, legal: bool, act: Callable[[], None]) -> None:
        before, status = copy(vars(self.award)), self.award.status
        if not legal:
            with pytest.raises(Refusal):
                act()
            assert vars(self.award) == before
            return
        act()
        assert len(self.read()) == 1
        assert self.award.status in NEXT[status]

    def allows(self, status: AwardStatus) -> bool:
        return status in NEXT[self.award.status]

    @rule(hours=integers(1, 200))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(by=sampled_from(["rozenn", "maud"]))
    def approve(self, by: str) -> None:
        legal = self.allows(AwardStatus.APPROVED) and by != "rozenn"
        self.expect(legal, lambda: self.award.approve(by=by, now=self.now))

    @rule(losers=integers(0, 3), limit=sampled_from([STANDSTILL, None]))
    def notify(self, losers: int, limit: TimeLimit | None) -> None:
        bids = [bid_id(number) for number in range(2, 2 + losers)]
        legal = self.allows(AwardStatus.STANDSTILL)
        self.expect(legal, lambda: self.award.notify(bids, limit, now=self.now))
        if legal:
            assert self.letters == set(bids)

    @rule()
    def confirm(self) -> None:
        due = self.award.due_at
        legal = self.allows(AwardStatus.CONFIRMED) and due is not None and self.now >= due
        self.expect(legal, lambda: self.award.confirm(now=self.now))

    @rule(signed=booleans())
    def annul(self, signed: bool) -> None:
        legal = self.allows(AwardStatus.ANNULLED) and not signed
        self.expect(legal, lambda: self.award.annul("Motif", by="maud", now=self.now, signed=signed))

    @invariant()
    def facts_replayed_give_the_state(self) -> None:
        assert self.replayed is self.award.status

    @invariant()
    def only_a_standstill_waits_for_the_clock(self) -> None:
        assert (self.award.due_at is not None) == (self.award.status is AwardStatus.STANDSTILL)

    @invariant()
    def a_signature_waits_for_the_confirmation(self) -> None:
        if self.award.status is AwardStatus.CONFIRMED:
            self.award.must_be_confirmed()
            return
        with pytest.raises(Refusal):
            self.award.must_be_confirmed()


TestAwardMachine = AwardMachine.TestCase
TestAwardMachine.settings = settings(max_examples=examples(100), stateful_step_count=12, deadline=None)


@given(datetimes(min_value=OPENED.replace(tzinfo=None, year=2024), timezones=just(PARIS)), sampled_from([11, 16]))
def test_no_standstill_is_shorter_than_the_law_says_r2182_1(sent, days) -> None:  # type: ignore[no-untyped-def]
    sent = sent.replace(year=2024 + sent.year % 5, day=min(sent.day, 28))
    award = a_proposal()
    award.approve(by="maud", now=sent)
    award.notify([bid_id(2)], TimeLimit(days, "CCP R2182-1"), now=sent)
    assert award.due_at is not None
    assert (day_of(award.due_at) - day_of(sent)).days == days


def a_ranking(count: int) -> list[Ranked]:
    return [Ranked(bid_id(number), number, Decimal(100 - number), Decimal(1), ()) for number in range(1, count + 1)]


def test_the_first_ranked_wins() -> None:
    assert [one.bid_id for one in winners(a_ranking(3), ())] == [bid_id(1)]


def test_the_next_wins_where_the_first_cannot_prove_its_situation_r2144_7() -> None:
    assert [one.bid_id for one in winners(a_ranking(3), {bid_id(1), bid_id(2)})] == [bid_id(3)]


def test_a_bid_after_the_winner_is_not_passed_over_r2144_7() -> None:
    with pytest.raises(PassedOverWithoutNeed):
        winners(a_ranking(3), {bid_id(1), bid_id(3)})


def test_nobody_wins_where_all_are_passed_over() -> None:
    with pytest.raises(NoBidAdmissible):
        winners(a_ranking(1), {bid_id(1)})


def test_several_win_a_framework_in_the_order_of_their_ranks_r2162_9() -> None:
    won = winners(a_ranking(4), {bid_id(2)}, count=2, most=3)
    assert [one.bid_id for one in won] == [bid_id(1), bid_id(3)]


@pytest.mark.parametrize(("count", "most", "bound"), [(2, 1, 1), (4, 3, 3), (6, None, 5)])
def test_no_more_win_than_the_notice_says_and_bids_are_left_r2162_9(count: int, most: int | None, bound: int) -> None:
    with pytest.raises(TooManyHolders) as refused:
        winners(a_ranking(5), (), count=count, most=most)
    assert refused.value.facts["most"] == bound


def test_bids_that_win_beside_others_are_passed_over_for_a_need_too_r2144_7() -> None:
    with pytest.raises(PassedOverWithoutNeed):
        winners(a_ranking(4), {bid_id(4)}, count=2, most=2)
